// What every page runs. Pages work without it.
import { quickExit } from './site/exit.js'

quickExit()

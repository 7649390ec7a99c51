// Runs a program that serves pages and says where.
import { spawn } from 'node:child_process'

/** Milliseconds a program may take to say where it listens: loading a demo takes seconds, on a busy machine many. */
const patience = 120_000

/**
 * Starts a program and waits until it prints an address of this machine; fails
 * with what it printed otherwise. It ends with this process, or on stop(); said()
 * is what it has printed so far.
 */
export async function run(command, ...args) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise((resolve) => child.once('close', resolve))
  process.once('exit', () => child.kill())
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => { printed += text })
  const said = () => printed
  const url = await address(child, [command, ...args].join(' '), said)
  const stop = () => {
    child.kill()
    return ended
  }
  return { url, stop, said }
}

function address(child, name, said) {
  return new Promise((resolve, reject) => {
    const fail = (why) => {
      child.kill()
      reject(new Error(`${name}: ${why}. It said:\n${said()}`))
    }
    const timer = setTimeout(fail, patience, `named no address in ${patience / 1000} s`)
    const listen = () => {
      const found = said().match(/http:\/\/127\.0\.0\.1:\d+/)
      if (!found) return
      clearTimeout(timer)
      resolve(found[0])
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('error', (error) => fail(error.message))
    child.once('close', (status, signal) => {
      clearTimeout(timer)
      fail(`ended with ${signal ?? `status ${status}`}`)
    })
  })
}

// The test runner ends a test file by a signal, which runs no exit handlers of its own accord.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))

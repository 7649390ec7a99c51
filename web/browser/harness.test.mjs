// Proves that the harness fails a test for each fault it promises to notice.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { run } from './program.mjs'

const outcomes = runFaulty()

for (const [page, want] of Object.entries({
  'is sound': 'a pass',
  'is sound, in Spanish and without JavaScript': 'a pass',
  'is meant to be missing': 'a pass',
  'asks another site': 'request to another origin: http://elsewhere.example/pixel.png',
  'opens a socket elsewhere': 'request to another origin: ws://elsewhere.example/',
  'runs a script that its policy forbids': 'console error: ',
  'lacks a style sheet': 'console error: Failed to load resource',
  'throws': 'uncaught error: Error: nobody caught me',
  'shows a picture without words': 'image-alt (critical)',
  'shows one to somebody without JavaScript': 'image-alt (critical)',
  'has targets that are too small': 'target-size (serious)',
})) {
  test(`visiting a page that ${page} ends with: ${want}`, () => {
    const outcome = outcomes.get(page)
    assert.ok(outcome, `no outcome of ${page}`)
    assert.ok(outcome.includes(want), `${page} ended with ${outcome}`)
  })
}

test('a program that ends instead of serving is reported with what it said', async () => {
  await assert.rejects(run('sh', '-c', 'echo no room on the disk >&2; exit 3'), /status 3.*no room on the disk/s)
})

test('a program that is not there is reported', async () => {
  await assert.rejects(run('./no-such-program'), /no-such-program.*ENOENT/s)
})

/** Runs faulty.mjs as the test runner would, and returns each test's outcome by its name. */
function runFaulty() {
  const { NODE_TEST_CONTEXT, ...env } = process.env // else the runner takes it for a part of this run
  const file = fileURLToPath(new URL('faulty.mjs', import.meta.url))
  const { stdout, stderr } = spawnSync(process.execPath, ['--test', '--test-reporter=tap', file], { env, encoding: 'utf8' })
  const outcomes = new Map()
  for (const part of (stdout + stderr).split(/^# Subtest: /m).slice(1)) {
    const [page, verdict] = part.split('\n')
    outcomes.set(page, verdict.startsWith('ok ') ? 'a pass' : part)
  }
  return outcomes
}

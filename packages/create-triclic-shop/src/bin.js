#!/usr/bin/env node
import { relative } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline/promises'
import { styleText } from 'node:util'
import { createShop } from './create-shop.js'
import { openQuestions, readAnswer, readOptions, USAGE, UsageError } from './options.js'

/** @type {Record<import('./options.js').Question, string>} */
const QUESTIONS = {
  folder: 'Folder of the new shop',
  template: 'Template: sveltekit (a server) or html (static files, no build)',
  api: 'Address of the API',
  key: 'Publishable key of the shop (portal, Settings > API keys)',
  secret: 'Secret key (stays on your server)',
}

const NEXT = {
  sveltekit: ['npm install', 'npm run dev'],
  html: ['node serve.js'],
}

/** Asks on the terminal until every answer is possible. @param {import('./options.js').Options} options */
async function ask(options) {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  // Ctrl-C and Ctrl-D leave a question without an answer.
  const quit = () => process.exit(130)
  terminal.once('close', quit)
  try {
    for (let [question] = openQuestions(options); question; [question] = openQuestions(options)) {
      const text = await terminal.question(`${styleText('bold', QUESTIONS[question])}: `)
      try {
        Object.assign(options, { [question]: readAnswer(question, text) })
      } catch (error) {
        if (!(error instanceof UsageError)) throw error
        process.stdout.write(`${styleText('red', error.message)}\n`)
      }
    }
  } finally {
    terminal.off('close', quit)
    terminal.close()
  }
}

/** @param {string[]} args */
async function run(args) {
  const { help, ...options } = readOptions(args)
  if (help) return void process.stdout.write(`${USAGE}\n`)
  const missing = openQuestions(options).map((question) =>
    question === 'folder' ? '<folder>' : `--${question}`,
  )
  if (missing.length > 0 && !process.stdin.isTTY)
    throw new UsageError(`Without a terminal to ask on, these are needed: ${missing.join(' ')}\n\n${USAGE}`)
  await ask(options)
  const answered = /** @type {Parameters<typeof createShop>[0]} */ (options)
  createShop(answered)
  const { folder, template } = answered
  const path = relative('.', folder) || '.'
  const commands = [`cd ${/^[\w./-]+$/.test(path) ? path : JSON.stringify(path)}`, ...NEXT[template]]
  process.stdout.write(`
${styleText('green', 'The shop is ready.')} It sells once http://localhost:5173 is among its websites (portal, Settings). Run:

${commands.map((command) => `  ${command}\n`).join('')}
`)
}

try {
  await run(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

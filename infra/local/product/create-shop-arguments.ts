import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { UserFacingError } from '../user-facing-error.ts'
import type { Run } from './run-file.ts'

/** Where the website of a created shop is served: by `npm run dev`, or by `node serve.js`. */
const WEBSITE = 'http://localhost:5173'

/**
 * How to create the website of a demo shop: the arguments of `create-triclic-shop`, and those of the program `shop` that lets it sell.
 *
 * @param run the running product
 * @param args `<folder> [--template sveltekit|html] [--shop <slug>]`
 * @param from where a relative folder begins
 * @throws UserFacingError for a shop that is not one of the demo
 */
export function createShopArguments(run: Run, args: string[], from: string) {
  const { positionals, values } = parse(args)
  const [folder] = positionals
  const { template = 'sveltekit', shop: slug = run.shops[0]?.slug ?? '' } = values
  const slugs = run.shops.map((shop) => shop.slug).join(', ')
  const shop = run.shops.find((each) => each.slug === slug)
  if (!shop) throw new UserFacingError(`There is no demo shop ${slug}. There are ${slugs}.`)
  if (!folder || positionals.length > 1) throw new UserFacingError(usage(slugs))
  const secret = template === 'html' ? [] : ['--secret', shop.secret]
  const settings = ['--template', template, '--api', run.api, '--key', shop.key, ...secret]
  return { create: [resolve(from, folder), ...settings], allow: ['website', shop.slug, WEBSITE] }
}

const usage = (slugs: string): string =>
  `Usage: npm run create-shop -- <folder> [--template sveltekit|html] [--shop <slug>]
The demo shops are ${slugs}. Choose a folder outside of this checkout, such as ../my-shop.`

function parse(args: string[]) {
  try {
    const options = { template: { type: 'string' }, shop: { type: 'string' } } as const
    return parseArgs({ args, allowPositionals: true, options })
  } catch (error) {
    throw new UserFacingError(error instanceof Error ? error.message : String(error))
  }
}

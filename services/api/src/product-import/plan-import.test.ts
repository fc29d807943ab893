import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { readFile } from '../product-file/read-file.ts'
import { planImport } from './plan-import.ts'

const OWNER = { currency: 'EUR', timeZone: 'Europe/Paris' }
const NOTHING = { bySlug: new Map(), bySku: new Map(), bySourceId: new Map(), collections: new Map() }

async function plan(csv: string) {
  const reading = await readFile(Buffer.from(csv), OWNER)
  const { problems, remarks } = reading
  const site = { name: 'PrestaShop', isTold: false }
  const known = { known: NOTHING, site, pictures: new Map() }
  const context = { ...known, addTax: () => 0, now: new Date(), problems, remarks }
  return { reading, plan: await planImport(reading.products, context) }
}

/** How often the process could do other work while `work` ran. */
async function countTurns(work: () => Promise<unknown>): Promise<number> {
  let turns = 0
  let isDone = false
  const counting = (async () => {
    while (!isDone) {
      await nextTurn()
      turns++
    }
  })()
  await work()
  isDone = true
  await counting
  return turns
}

const productsOf = (count: number): string =>
  [
    'Name,SKU,Price,Description',
    ...Array.from({ length: count }, (_, index) => `P ${index},S-${index},1.50,<p>${'x'.repeat(500)}</p>`),
  ].join('\n')

describe('reading and planning', () => {
  it('lets the process do other work at least once for every 200 rows, so that the pauses grow with the file', async () => {
    const [small, large] = [2_000, 8_000]
    const turns = [
      await countTurns(() => plan(productsOf(small))),
      await countTurns(() => plan(productsOf(large))),
    ]
    expect(turns[0]).toBeGreaterThan(small / 200)
    expect(turns[1]).toBeGreaterThan(large / 200)
  })

  it('takes 49,000 rows of one product, which are too many variants, without comparing them with each other', async () => {
    const rows = Array.from({ length: 49_000 }, (_, index) => `p,P,S-${index},1,Size,${index}`)
    const { reading } = await plan(`Handle,Title,SKU,Price,Option1 Name,Option1 Value\n${rows.join('\n')}\n`)
    expect(reading.problems.listed).toMatchObject([{ code: 'TOO_MANY_VARIANTS', row: 2 }])
  })

  it('reads characters of two units at any place, also where the file is read in pieces', async () => {
    const filling = 'é'.repeat(32_768 - 12)
    const rows = Array.from(
      { length: 8 },
      (_, index) => `P ${index},1,<p>${'a'.repeat(index)}${filling}😀</p>`,
    )
    const { reading, plan: planned } = await plan(`Name,Price,Description\n${rows.join('\n')}\n`)
    expect(reading.problems.listed).toEqual([])
    for (const { after } of planned.products) expect(after.descriptionHtml).toMatch(/^<p>a*é+😀<\/p>$/)
  })

  it('gives no SKU or slug twice: also not one that a later row names', async () => {
    const { reading, plan: planned } = await plan(
      'Handle,Name,SKU,Price\n,Tea,,1\ntea,Other tea,,2\n,Cup,cup-x,3\n,Cup X,,4\nmug,Mug,cup-x-2,5\n,!!!,,6\n,???,"",7\n',
    )
    expect(reading.problems.listed.map(({ code }) => code)).toEqual([
      'ROW_WITHOUT_PRODUCT',
      'ROW_WITHOUT_PRODUCT',
    ])
    const slugs = planned.products.map(({ after }) => after.slug)
    const skus = planned.products.flatMap(({ after }) => after.variants.map(({ sku }) => sku))
    expect(new Set(slugs).size).toBe(slugs.length)
    expect(new Set(skus).size).toBe(skus.length)
    expect(slugs).toContain('tea')
    expect(skus).toContain('cup-x')
  })
})

describe('options', () => {
  const codes = async (...rows: string[]) => {
    const header = 'Handle,Title,SKU,Price,Option1 Name,Option1 Value,Option2 Name,Option2 Value'
    const { reading } = await plan([header, ...rows].join('\n'))
    return reading.problems.listed.map(({ code, row }) => `${row} ${code}`)
  }

  it.each<[string, string[], string[]]>([
    ['names that differ in case alone', ['a,A,1,1,Size,S,size,M'], ['2 OPTION_NAME_TWICE']],
    ['values that differ in case alone', ['a,A,1,1,Size,S,,', 'a,,2,1,,s,,'], ['3 VARIANT_TWICE']],
    ['values that together fit into a name', [`a,A,1,1,Size,${'x'.repeat(99)},Color,${'y'.repeat(99)}`], []],
  ])('%s', async (_name, rows, expected) => {
    expect(await codes(...rows)).toEqual(expected)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BROKEN, HEADER, INVALID, toCsv, validRow } from './fixtures/broken-files.ts'
import { describeProblem } from './problem-texts.ts'
import type { Problem } from './problem.ts'
import { readFile } from './read-file.ts'

const OWNER = { currency: 'EUR', timeZone: 'Europe/Paris' }

const readProblems = async (text: string | Uint8Array) => {
  const { problems } = await readFile(typeof text === 'string' ? Buffer.from(text) : text, OWNER)
  return problems.listed
}

describe('broken files', () => {
  it('are 200, each of them different', () => {
    const cells = new Set(INVALID.map(([column, value]) => `${column} ${value}`))
    const files = new Set(BROKEN.map(([, file]) => file))
    expect(cells.size + files.size).toBe(INVALID.length + BROKEN.length)
    expect(cells.size + files.size).toBeGreaterThanOrEqual(200)
  })

  it.each(INVALID.map((entry, index) => [index, ...entry] as const))(
    'names row, column and remedy of the invalid cell %i, of the column %s',
    async (index, column, value, code) => {
      const rows = [1, 2, 3].map(validRow)
      const row = rows[1] as Record<string, string>
      row[column] = value
      if (column === 'Variant name') row['Option 1 name'] = row['Option 1 value'] = ''
      const table = [HEADER, ...rows.map((cells) => HEADER.map((header) => cells[header] ?? ''))]
      const problems = await readProblems(toCsv(table, index % 2 === 0 ? ';' : ','))
      expect(problems[0]).toMatchObject({ code, row: 3, column })
      for (const problem of problems) expectRemedy(problem)
    },
  )

  const expectRemedy = (problem: Problem): void => {
    expect(JSON.stringify(problem)).not.toContain('1111')
    for (const language of ['en', 'fr'] as const)
      expect(describeProblem(problem, language)).toMatch(/^[^{}]+[.,:] [^{}]+\.$/u)
  }

  it('lists the problems of all cells at once, and counts those beyond 500', async () => {
    const rows = Array.from({ length: 300 }, (_, index) => {
      const row: Record<string, string> = { ...validRow(index), Price: 'x', Stock: 'y' }
      return HEADER.map((header) => row[header] ?? '')
    })
    const { problems } = await readFile(Buffer.from(toCsv([HEADER, ...rows], ',')), OWNER)
    expect([problems.listed.length, problems.count]).toEqual([500, 600])
  })

  it.each(BROKEN)('reports %s', async (_name, text, code, row, column) => {
    const [problem, ...others] = await readProblems(text)
    expect(problem).toMatchObject({ code, row, column })
    for (const each of [problem as Problem, ...others]) expectRemedy(each)
  })

  it('never fails on any bytes', async () => {
    const fragments = fc.constantFrom(
      ...'",;\t\r\n\0€é=x1',
      'Handle',
      'Name',
      'Price',
      'Type',
      'variation',
      'Parent',
      '""',
      '\ufeff',
    )
    const texts = fc.array(fragments, { maxLength: 80 }).map((parts) => Buffer.from(parts.join('')))
    await fc.assert(
      fc.asyncProperty(fc.oneof(texts, fc.uint8Array({ maxLength: 300 })), async (bytes) => {
        for (const problem of await readProblems(bytes)) expect(problem.row).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })
})

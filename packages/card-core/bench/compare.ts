import cardValidator from 'card-validator'
import cards from '../fixtures/cards.json' with { type: 'json' }
import { checkCard } from '../src/index.ts'
import { contenders, type Contender } from './contenders.ts'
import { measureRates } from './measure-rates.ts'

const accepted: Record<string, string> = { diners: 'DINERS_CLUB' }
const expected = new Map<string, string | null>([
  ...cards.valid.map((card) => [card.number, card.brand] as const),
  ...cards.accepted_with_separators.map((card) => [card.number, card.brand] as const),
  ...cards.invalid.map((card) => [card.number, accepted[card.accepted_brand ?? ''] ?? null] as const),
])
const numbers = [...expected.keys()]
const isGood = (number: string) => expected.get(number) !== null

const write = (line: string) => process.stdout.write(`${line}\n`)

function wrongAnswers({ brandOf }: Contender) {
  const wrong = numbers.filter((number) => brandOf(number) !== expected.get(number))
  return { refused: wrong.filter(isGood).length, passed: wrong.filter((number) => !isGood(number)).length }
}

function print(rates: number[], rows: { name: string; note: string }[]) {
  rows.forEach(({ name, note }, row) => {
    const rate = rates[row] ?? NaN
    const ratio = `${((rates[0] ?? NaN) / rate).toFixed(1)}x`
    const columns = [name.padEnd(16), Math.round(rate).toLocaleString('en').padStart(12), ratio.padStart(8)]
    write(`${columns.join('')}   ${note}`)
  })
}

const good = numbers.filter(isGood).length
write(`${numbers.length} numbers of fixtures/cards.json, ${good} good and ${numbers.length - good} bad.`)
write('\nNumber: brand, length, Luhn      per second · how many times slower than card-core · wrong')
print(
  measureRates(
    contenders.map(({ brandOf }) => brandOf),
    numbers,
  ),
  contenders.map((contender) => {
    const { refused, passed } = wrongAnswers(contender)
    return {
      name: contender.name,
      note: `${refused + passed} wrong: ${refused} good refused or misnamed, ${passed} bad passed`,
    }
  }),
)

const at = { now: new Date(), timeZone: 'Europe/Paris' }
const expiryYear = at.now.getUTCFullYear() + 2
write('\nNumber, expiry and type')
print(
  measureRates(
    [
      (number) => checkCard({ number, expiryMonth: '12', expiryYear, brand: 'VISA' }, at),
      (number) => [
        cardValidator.number(number),
        cardValidator.expirationDate({ month: '12', year: String(expiryYear) }),
      ],
    ],
    numbers,
  ),
  [
    { name: 'card-core', note: 'checkCard' },
    { name: 'card-validator', note: 'number and expirationDate, which knows no time zone' },
  ],
)

import cardValidator from 'card-validator'
import creditcards from 'creditcards'
import payform from 'payform'
import { brandOf, type CardBrand } from '../src/index.ts'

/** A library under comparison, called as its documentation describes; returns the brand of a valid number. */
export interface Contender {
  name: string
  brandOf: (number: string) => CardBrand | null
}

const mapName = (names: Record<string, CardBrand>) => (name: string | null | undefined) =>
  names[name ?? ''] ?? null

const cardValidatorBrand = mapName({
  visa: 'VISA',
  mastercard: 'MASTERCARD',
  'american-express': 'AMERICAN_EXPRESS',
  'diners-club': 'DINERS_CLUB',
})
const creditcardsBrand = mapName({
  Visa: 'VISA',
  Mastercard: 'MASTERCARD',
  'American Express': 'AMERICAN_EXPRESS',
  'Diners Club': 'DINERS_CLUB',
})
const payformBrand = mapName({
  visa: 'VISA',
  visaelectron: 'VISA',
  mastercard: 'MASTERCARD',
  amex: 'AMERICAN_EXPRESS',
  dinersclub: 'DINERS_CLUB',
})

export const contenders: Contender[] = [
  { name: 'card-core', brandOf },
  {
    name: 'card-validator',
    brandOf: (number) => {
      const result = cardValidator.number(number)
      return result.isValid ? cardValidatorBrand(result.card?.type) : null
    },
  },
  {
    name: 'creditcards',
    brandOf: (number) => {
      const digits = creditcards.card.parse(number)
      return creditcards.card.isValid(digits) ? creditcardsBrand(creditcards.card.type(digits)) : null
    },
  },
  {
    name: 'payform',
    brandOf: (number) =>
      payform.validateCardNumber(number) ? payformBrand(payform.parseCardType(number)) : null,
  },
]

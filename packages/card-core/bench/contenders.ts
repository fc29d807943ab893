import cardValidator from 'card-validator'
import creditcards from 'creditcards'
import payform from 'payform'
import { brandOf, type CardBrand } from '../src/index.ts'

/** One library asked as its own documentation says: which of the four brands is this number, if it is valid? */
export interface Contender {
  name: string
  brandOf: (number: string) => CardBrand | null
}

const named = (names: Record<string, CardBrand>) => (name: string | null | undefined) =>
  names[name ?? ''] ?? null

const byCardValidator = named({
  visa: 'VISA',
  mastercard: 'MASTERCARD',
  'american-express': 'AMERICAN_EXPRESS',
  'diners-club': 'DINERS_CLUB',
})
const byCreditcards = named({
  Visa: 'VISA',
  Mastercard: 'MASTERCARD',
  'American Express': 'AMERICAN_EXPRESS',
  'Diners Club': 'DINERS_CLUB',
})
const byPayform = named({
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
      const answer = cardValidator.number(number)
      return answer.isValid ? byCardValidator(answer.card?.type) : null
    },
  },
  {
    name: 'creditcards',
    brandOf: (number) => {
      const digits = creditcards.card.parse(number)
      return creditcards.card.isValid(digits) ? byCreditcards(creditcards.card.type(digits)) : null
    },
  },
  {
    name: 'payform',
    brandOf: (number) =>
      payform.validateCardNumber(number) ? byPayform(payform.parseCardType(number)) : null,
  },
]

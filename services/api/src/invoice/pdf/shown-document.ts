import type { IssuedDocument } from '../factur-x/write-factur-x.ts'

/** What the parts of the page are drawn from; `issuedOn` is an ISO date. */
export interface ShownDocument {
  number: string
  issuedOn: string
  data: IssuedDocument['data']
}

import { expect } from 'vitest'
import type { MerchantCase } from './merchant-cases.ts'

const notFound = (rest: object) => ({ ...rest, userErrors: [{ code: 'NOT_FOUND' }] })
const changedMeanwhile = { page: null, userErrors: [{ code: 'PAGE_CHANGED_MEANWHILE' }] }
const input = { kind: 'TERMS', language: 'FR', html: '<p>Ours</p>' }

/** Cases for the legal pages. A version of another shop is that of another page; what others published is not seen. */
export const legalPageCases: Record<string, MerchantCase> = {
  'Query.legalPages': {
    document: '{ legalPages { number hasDraft } }',
    atLeast: 'OWNER',
    // Each shop has published one page.
    foreign: expect.toSatisfy((pages: { number: number | null; hasDraft: boolean }[]) => {
      const published = pages.filter(({ number }) => number !== null)
      return pages.length === 8 && published.length === 1 && !pages.some(({ hasDraft }) => hasDraft)
    }),
  },
  'Query.legalPage': {
    document:
      '{ legalPage(kind: TERMS, language: FR) { draft { html } published { html } versions { id } } }',
    atLeast: 'OWNER',
    foreign: { draft: null, published: null, versions: [] },
  },
  'Query.legalPageVersion': {
    document: 'query ($id: ID!) { legalPageVersion(id: $id) { html } }',
    atLeast: 'OWNER',
    variables: ({ pageVersionId }) => ({ id: pageVersionId }),
    foreign: null,
  },
  'Mutation.saveLegalPage': {
    document:
      'mutation ($input: LegalPageInput!) { saveLegalPage(input: $input) { page { title } userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ pageVersionId }) => ({ input: { ...input, version: pageVersionId } }),
    foreign: changedMeanwhile,
  },
  'Mutation.publishLegalPage': {
    document:
      'mutation ($input: LegalPageInput!) { publishLegalPage(input: $input) { page { title } userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ pageVersionId }) => ({ input: { ...input, version: pageVersionId } }),
    foreign: changedMeanwhile,
  },
  'Mutation.discardLegalPageDraft': {
    document: `mutation ($version: String) {
      discardLegalPageDraft(kind: TERMS, language: FR, version: $version) { page { title } userErrors { code } } }`,
    atLeast: 'OWNER',
    variables: ({ pageVersionId }) => ({ version: pageVersionId }),
    foreign: changedMeanwhile,
  },
  'Mutation.restoreLegalPage': {
    document: 'mutation ($id: ID!) { restoreLegalPage(id: $id) { page { title } userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ pageVersionId }) => ({ id: pageVersionId }),
    foreign: notFound({ page: null }),
  },
}

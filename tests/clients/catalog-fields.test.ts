import { expect, test } from 'vitest'
import { CATALOG_FIELDS as OF_CLIENT } from '../../packages/storefront-client/generate/operation-source.ts'
import { CATALOG_FIELDS as OF_API } from '../../services/api/src/http/check-document.ts'

test('the client asks with GET for what the API answers to it', () => {
  expect([...OF_CLIENT]).toEqual([...OF_API])
})

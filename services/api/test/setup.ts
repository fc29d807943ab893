import { afterEach, expect } from 'vitest'
import { callsInTransaction } from './calls-in-transaction.ts'

afterEach(() => {
  expect(callsInTransaction.splice(0), 'Calls to another server while a transaction was open').toEqual([])
})

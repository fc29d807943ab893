import { graphql, type EnumValue, type ResultOf, type VariablesOf } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

export const ledgerQuery = graphql(
  `
    query Ledger(
      $filter: LedgerFilterInput!
      $first: Int!
      $after: String
      $period: LedgerPeriod!
      $verify: Boolean!
    ) {
      ...LayoutFields
      ledger(filter: $filter, first: $first, after: $after) {
        nodes {
          id
          sequence
          at
          kind
          amount
          currency
          runningTotal
          orderCode
          reference
          isTest
          channel
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      ledgerTotals(filter: $filter) {
        currency
        isTest
        received
        returned
      }
      ledgerClosings(periodKind: $period, first: 36) {
        id
        period
        currency
        isTest
        entryCount
        received
        returned
        grandTotal
        hash
      }
      ledgerVerification @include(if: $verify) {
        entryCount
        closingCount
        hash
        problem
      }
    }
  `,
  [layoutFields],
)

export const ledgerAttestationQuery = graphql(
  `
    query LedgerAttestation {
      ...LayoutFields
      ledgerAttestation {
        publisher
        productVersion
        companyName
        companyNumber
        companyAddress
        usedSince
      }
    }
  `,
  [layoutFields],
)

/** A part of the ledger, for the file that is exported. */
export const ledgerEntriesQuery = graphql(`
  query LedgerEntries($filter: LedgerFilterInput!, $first: Int!, $after: String) {
    ledger(filter: $filter, first: $first, after: $after, oldestFirst: true) {
      nodes {
        shopId
        sequence
        id
        at
        exactAt
        kind
        amount
        currency
        runningTotal
        orderId
        orderCode
        subjectId
        reference
        isTest
        channel
        previousHash
        hash
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    viewer {
      memberships {
        shop {
          slug
          timeZone
        }
      }
    }
  }
`)

/** The closings of the years and months, for an archive. */
export const closedYearsQuery = graphql(`
  query ClosedYears {
    years: ledgerClosings(periodKind: YEAR, first: 500) {
      ...ArchivedClosing
    }
    months: ledgerClosings(periodKind: MONTH, first: 500) {
      ...ArchivedClosing
    }
  }
  fragment ArchivedClosing on LedgerClosing {
    shopId
    sequence
    id
    periodKind
    period
    currency
    isTest
    firstEntry
    lastEntry
    entryCount
    received
    returned
    grandTotal
    closedAt
    lastEntryHash
    previousHash
    hash
  }
`)

export type LedgerEntry = ResultOf<typeof ledgerQuery>['ledger']['nodes'][number]
export type LedgerClosing = ResultOf<typeof ledgerQuery>['ledgerClosings'][number]
export type LedgerFilterInput = VariablesOf<typeof ledgerQuery>['filter']
export type LedgerKind = EnumValue<'LedgerKind'>
export type LedgerPeriod = EnumValue<'LedgerPeriod'>

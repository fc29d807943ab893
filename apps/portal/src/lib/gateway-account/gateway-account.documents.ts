import { graphql, type EnumValue, type ResultOf } from '#lib/graphql/graphql.ts'

const protocolFields = graphql(`
  fragment ProtocolFields on BankProtocol {
    name
    title
    brands {
      name
      testUrl
      productionUrl
    }
    fields {
      name
      label
      hint
      isSecret
      isLong
      length
      neededIn
    }
    notifyUrl
    notifyUrlMustBePasted
    notifyUrlHint
    returnUrl
    returnUrlHint
    tryHint
  }
`)

const accountFields = graphql(`
  fragment AccountFields on GatewayAccount {
    id
    protocol
    name
    environment
    paymentUrl
    enabled
    settingsSetAt
    triedAt
    recentPayments
    unansweredPayments
    silent
    testPaymentAmount {
      amount
      currency
    }
    fields {
      name
      isSet
      value
      setAt
    }
    testPayment {
      id
      status
      amount {
        amount
        currency
      }
      environment
      openedAt
      notifiedAt
      refusals {
        receivedAt
        advice
      }
    }
  }
`)

export const protocolsQuery = graphql(
  `
    query Protocols {
      bankProtocols {
        ...ProtocolFields
      }
    }
  `,
  [protocolFields],
)

export const gatewayAccountsQuery = graphql(
  `
    query GatewayAccounts {
      bankProtocols {
        ...ProtocolFields
      }
      gatewayAccounts {
        ...AccountFields
      }
    }
  `,
  [protocolFields, accountFields],
)

export const gatewayAccountQuery = graphql(
  `
    query GatewayAccount($id: ID!) {
      bankProtocols {
        ...ProtocolFields
      }
      gatewayAccount(id: $id) {
        ...AccountFields
      }
    }
  `,
  [protocolFields, accountFields],
)

/** The protocol of a payment gateway, which several banks share, with the settings it needs. */
export type GatewayProtocol = ResultOf<typeof protocolFields>
export type GatewayField = GatewayProtocol['fields'][number]
/** A shop's contract with a payment gateway. Values of secret fields are never included. */
export type GatewayAccount = ResultOf<typeof accountFields>
export type TestPayment = NonNullable<GatewayAccount['testPayment']>

export type GatewayEnvironment = EnumValue<'BankEnvironment'>

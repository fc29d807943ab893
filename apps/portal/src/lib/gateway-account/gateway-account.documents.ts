import { graphql, type EnumValue, type ResultOf } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

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
    version
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
      ...LayoutFields
      bankProtocols {
        ...ProtocolFields
      }
    }
  `,
  [layoutFields, protocolFields],
)

export const gatewayAccountsQuery = graphql(
  `
    query GatewayAccounts {
      ...LayoutFields
      bankProtocols {
        ...ProtocolFields
      }
      gatewayAccounts {
        ...AccountFields
      }
    }
  `,
  [layoutFields, protocolFields, accountFields],
)

export const gatewayAccountQuery = graphql(
  `
    query GatewayAccount($id: ID!) {
      ...LayoutFields
      bankProtocols {
        ...ProtocolFields
      }
      gatewayAccount(id: $id) {
        ...AccountFields
      }
    }
  `,
  [layoutFields, protocolFields, accountFields],
)

export const checkNotificationUrlMutation = graphql(`
  mutation CheckNotificationUrl($protocol: String!) {
    checkNotificationUrl(protocol: $protocol) {
      check {
        status
        advice
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`)

/** The protocol of a payment gateway, which several banks share, with the settings it needs. */
export type GatewayProtocol = ResultOf<typeof protocolFields>
export type GatewayField = GatewayProtocol['fields'][number]
/** A shop's contract with a payment gateway. Values of secret fields are never included. */
export type GatewayAccount = ResultOf<typeof accountFields>
export type TestPayment = NonNullable<GatewayAccount['testPayment']>

/** The result of a check of the notification URL. */
export type NotificationUrlCheck = NonNullable<
  ResultOf<typeof checkNotificationUrlMutation>['checkNotificationUrl']['check']
>

export type GatewayEnvironment = EnumValue<'BankEnvironment'>

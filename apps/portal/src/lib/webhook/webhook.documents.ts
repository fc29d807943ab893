import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

export const webhooksQuery = graphql(
  `
    query Webhooks {
      ...LayoutFields
      webhooks {
        id
        url
        description
        eventTypes
        isActive
        goneAt
        waiting
        failures
      }
    }
  `,
  [layoutFields],
)
export type ListedWebhook = ResultOf<typeof webhooksQuery>['webhooks'][number]

/** What the form of a webhook offers. */
export const webhookFormQuery = graphql(
  `
    query WebhookForm {
      ...LayoutFields
      webhookEventTypes {
        type
        defaultDocument
      }
      webhookPayloadSchema
    }
  `,
  [layoutFields],
)
export type WebhookEvents = ResultOf<typeof webhookFormQuery>['webhookEventTypes']
export type WebhookEventType = WebhookEvents[number]['type']

export const webhookQuery = graphql(
  `
    query Webhook(
      $id: ID!
      $status: WebhookDeliveryStatus
      $eventType: WebhookEventType
      $first: Int!
      $after: String
    ) {
      ...LayoutFields
      webhookEventTypes {
        type
        defaultDocument
      }
      webhookPayloadSchema
      webhook(id: $id) {
        id
        url
        description
        eventTypes
        document
        isActive
        goneAt
        previousSecretEndsAt
        waiting
        failures
      }
      webhookDeliveries(
        webhookId: $id
        status: $status
        eventType: $eventType
        first: $first
        after: $after
      ) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          eventType
          orderCode
          status
          createdAt
          nextAttemptAt
          attempts {
            id
            at
            durationMs
            status
            failure
            excerpt
          }
        }
      }
    }
  `,
  [layoutFields],
)
export type Webhook = NonNullable<ResultOf<typeof webhookQuery>['webhook']>
export type WebhookDelivery = ResultOf<typeof webhookQuery>['webhookDeliveries']['nodes'][number]
export type WebhookDeliveryStatus = WebhookDelivery['status']
export type WebhookAttempt = WebhookDelivery['attempts'][number]

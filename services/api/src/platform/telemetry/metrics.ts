import { Counter, DURATION_BUCKETS, Histogram, metrics } from '@triclic/telemetry'

const registers = [metrics]

export const graphqlOperations = new Counter({
  name: 'triclic_graphql_operations_total',
  help: 'Root fields that GraphQL requests asked for: OK, USER_ERROR or an error code. A request that fails before it is executed counts as operation "none".',
  labelNames: ['api', 'operation', 'outcome'],
  registers,
})

export const graphqlDurations = new Histogram({
  name: 'triclic_graphql_operation_duration_seconds',
  help: 'Duration of the GraphQL requests that asked for a root field.',
  labelNames: ['api', 'operation'],
  buckets: DURATION_BUCKETS,
  registers,
})

export const cardChecks = new Counter({
  name: 'triclic_card_checks_total',
  help: 'Cards that buyers entered, by the result of their check: ACCEPTED, or the first error code.',
  labelNames: ['outcome'],
  registers,
})

export const bankNotifications = new Counter({
  name: 'triclic_bank_notifications_total',
  help: 'Notifications of banks, by what became of them; REFUSED if not authentic.',
  labelNames: ['bank', 'verdict'],
  registers,
})

export const catalogLoads = new Histogram({
  name: 'triclic_catalog_load_duration_seconds',
  help: 'Time to load the catalog of a shop into memory.',
  labelNames: ['outcome'],
  buckets: DURATION_BUCKETS,
  registers,
})

export const finishedMails = new Counter({
  name: 'triclic_mails_total',
  help: 'Mails that are no longer queued, by kind and by the state that they ended in.',
  labelNames: ['kind', 'state'],
  registers,
})

export const jobDurations = new Histogram({
  name: 'triclic_job_duration_seconds',
  help: 'Duration of the runs of jobs: OK, POSTPONED (cannot run yet) or FAILED (will be retried).',
  labelNames: ['queue', 'outcome'],
  buckets: DURATION_BUCKETS,
  registers,
})

export { createLog, type Logger } from '@triclic/telemetry'

import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** The metrics of this process. Labels have few, known values; none identifies a shop or a person. */
export const metrics = new Registry()

/** Buckets of durations in seconds, the same for all, so that their percentiles can be compared. */
export const DURATION_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export { Counter, Gauge, Histogram }

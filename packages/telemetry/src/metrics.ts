import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** The metrics of this process. Labels have few, known values; none identifies a shop or a person. */
export const metrics = new Registry()

export { Counter, Gauge, Histogram }

const required = [
  'TEST_DATABASE_OWNER_URL',
  'TEST_REDIS_URL',
  'TEST_API_ROLE_PASSWORD',
  'TEST_WORKER_ROLE_PASSWORD',
]

/** The stores that the tests run on are started outside: `npm test` does, and so does `infra/local/services.ts`. */
export default function setup(): void {
  const missing = required.filter((name) => !process.env[name])
  if (missing.length > 0) {
    throw new Error(`${missing.join(', ')} not set: run npm test -- <filter>, which starts what tests need.`)
  }
}

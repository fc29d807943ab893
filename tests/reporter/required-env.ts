const required = [
  'TEST_DATABASE_OWNER_URL',
  'TEST_REDIS_URL',
  'TEST_API_ROLE_PASSWORD',
  'TEST_WORKER_ROLE_PASSWORD',
  'TEST_OPERATOR_PAGE_ROLE_PASSWORD',
  'DATABASE_TEMPLATE',
]

/** Fails early when PostgreSQL and Redis for the tests are not running; `npm test` starts them and sets these variables. */
export default function setup(): void {
  const missing = required.filter((name) => !process.env[name])
  if (missing.length > 0) {
    throw new Error(
      `${missing.join(', ')} not set. Run npm test -- <part of a file path>, which starts the stores.`,
    )
  }
}

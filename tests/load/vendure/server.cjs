/**
 * Vendure with the plugins of its own getting-started project that a shop needs: jobs and search in the database, e-mails over
 * SMTP. Started by vendure.ts in a folder with Vendure's packages, as `populate`, `server` or `worker`.
 */
const path = require('node:path')
const {
  bootstrap,
  bootstrapWorker,
  DefaultJobQueuePlugin,
  DefaultLogger,
  DefaultSearchPlugin,
  dummyPaymentHandler,
  LogLevel,
} = require(path.join(process.cwd(), 'node_modules/@vendure/core'))
const { populate } = require(path.join(process.cwd(), 'node_modules/@vendure/core/cli'))
const { defaultEmailHandlers, EmailPlugin, FileBasedTemplateLoader } = require(
  path.join(process.cwd(), 'node_modules/@vendure/email-plugin'),
)

const {
  VENDURE_DATABASE_URL: url,
  VENDURE_PORT: port,
  VENDURE_SMTP_PORT: smtpPort,
  VENDURE_PRODUCTS: productsFile,
} = process.env

const config = {
  logger: new DefaultLogger({ level: LogLevel.Error }),
  apiOptions: {
    hostname: '127.0.0.1',
    port: Number(port),
    adminApiPath: 'admin-api',
    shopApiPath: 'shop-api',
  },
  authOptions: {
    tokenMethod: 'bearer',
    superadminCredentials: { identifier: 'superadmin', password: process.env.VENDURE_PASSWORD },
    cookieOptions: { secret: 'measured' },
  },
  dbConnectionOptions: { type: 'postgres', url, synchronize: process.argv[2] === 'populate', logging: false },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  plugins: [
    DefaultJobQueuePlugin.init({ useDatabaseForBuffer: true }),
    DefaultSearchPlugin.init({ bufferUpdates: false, indexStockStatus: true }),
    EmailPlugin.init({
      handlers: defaultEmailHandlers,
      templateLoader: new FileBasedTemplateLoader(
        path.join(process.cwd(), 'node_modules/@vendure/email-plugin/templates'),
      ),
      transport: { type: 'smtp', host: '127.0.0.1', port: Number(smtpPort), secure: false },
      globalTemplateVars: {
        fromAddress: '"Shop" <shop@example.test>',
        verifyEmailAddressUrl: '',
        passwordResetUrl: '',
        changeEmailAddressUrl: '',
      },
    }),
  ],
}

const INITIAL_DATA = {
  defaultLanguage: 'en',
  defaultZone: 'Europe',
  countries: [{ name: 'France', code: 'FR', zone: 'Europe' }],
  taxRates: [{ name: 'Standard Tax', percentage: 20 }],
  shippingMethods: [{ name: 'Standard', price: 490 }],
  paymentMethods: [
    {
      name: 'Card',
      handler: { code: dummyPaymentHandler.code, arguments: [{ name: 'automaticSettle', value: 'true' }] },
    },
  ],
  collections: [],
}

const STARTS = {
  populate: async () => {
    const app = await populate(() => bootstrap(config), INITIAL_DATA, productsFile)
    const worker = await bootstrapWorker({
      ...config,
      dbConnectionOptions: { ...config.dbConnectionOptions, synchronize: false },
    })
    await worker.startJobQueue()
    await indexSearch()
    await worker.app.close()
    await app.close()
  },
  server: () => bootstrap(config),
  worker: async () => (await bootstrapWorker(config)).startJobQueue(),
}

/** Builds the search index, which populating the database does not do. */
async function indexSearch() {
  const ask = async (query, token) => {
    const response = await fetch(`http://127.0.0.1:${port}/admin-api`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query }),
    })
    const { data, errors } = await response.json()
    if (errors) throw new Error(JSON.stringify(errors))
    return { data, token: response.headers.get('vendure-auth-token') }
  }
  const { data: login, token } = await ask(
    `mutation { login(username: "superadmin", password: "${process.env.VENDURE_PASSWORD}") { __typename } }`,
  )
  if (login.login.__typename !== 'CurrentUser') throw new Error(login.login.__typename)
  if (!token) throw new Error('No token')
  await ask('mutation { reindex { id } }', token)
  for (;;) {
    const { data } = await ask(
      '{ jobs(options: { filter: { isSettled: { eq: false } } }) { totalItems } }',
      token,
    )
    if (data.jobs.totalItems === 0) return
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
}

process.once('disconnect', () => process.exit())

STARTS[process.argv[2]]().then(
  () => process.send?.('ready'),
  (error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exit(1)
  },
)

import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Account } from '../account.ts'
import { findRepeated, type Pairs, writeForm } from '../form.ts'
import { parisParts } from '../paris-time.ts'
import type { Mode, Outcome, Payment } from '../payment.ts'
import { firstDigits, lastDigits } from '../test-cards.ts'
import { checkFields, type Fields } from './check-fields.ts'
import type { FieldError, Message, PaymentEvent, Protocol, RequestContext } from './protocol.ts'
import { sipsEnvelope, sipsFields } from './sips-fields.ts'

const productionPath = '/sips/paymentInit'
const simulationPath = '/sips/simu/paymentInit'

const credentials = z.object({
  merchantId: z.string().regex(/^\d{15}$/),
  secretKey: z.string().min(1),
  keyVersion: z.string().regex(/^\d{1,10}$/),
  mode: z.enum(['TEST', 'PRODUCTION']),
})

/** The public test merchant of the simulation platform. */
const simulationMerchant = {
  merchantId: '002001000000001',
  secretKey: '002001000000001_KEY1',
  keyVersion: '1',
}

/** Hex seal over `Data` exactly as sent. The default is the older scheme, SHA-256 of `Data` followed by the key. */
export function sealSips(data: string, key: string, algorithm = 'SHA-256'): string {
  if (algorithm === 'HMAC-SHA-256') return createHmac('sha256', key).update(data, 'utf8').digest('hex')
  return createHash('sha256')
    .update(data + key, 'utf8')
    .digest('hex')
}

/** Parses `name=value|…`, splitting each pair at its first `=`; undefined if a pair has none. */
export function readSipsData(data: string): Pairs | undefined {
  const pairs = data.split('|').map((pair) => {
    const at = pair.indexOf('=')
    return [pair.slice(0, Math.max(at, 0)), pair.slice(at + 1)] as const
  })
  return pairs.every(([name]) => name !== '') ? pairs : undefined
}

const decode = (data: string, encode?: string): string =>
  encode === 'base64' || encode === 'base64url' ? Buffer.from(data, encode).toString('utf8') : data

const encode = (data: string, encoding?: string): string =>
  encoding === 'base64' || encoding === 'base64url' ? Buffer.from(data, 'utf8').toString(encoding) : data

function isSealed(envelope: Fields, account: Account): boolean {
  const { Data = '', Seal = '', SealAlgorithm } = envelope
  const expected = Buffer.from(
    sealSips(Data, account.credentials.secretKey ?? '', SealAlgorithm || undefined),
  )
  const given = Buffer.from(Seal)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function check(context: RequestContext, envelope: Fields, fields: Fields, mode: Mode): FieldError | Account {
  const account = context.findAccount(fields.merchantId ?? '')
  // Simulation and production are separate platforms with separate merchants.
  if (account?.credentials.mode !== mode) return { reason: 'unknown-shop', field: 'merchantId', code: '03' }
  const { shop } = account
  if (!isSealed(envelope, account)) return { reason: 'signature', field: 'Seal', code: '34', shop }
  const malformed = checkFields(sipsFields, fields)
  if (malformed) return { ...malformed, shop }
  const { keyVersion, merchantId = '', transactionReference = '' } = fields
  if (keyVersion !== account.credentials.keyVersion) {
    return { reason: 'signature', field: 'keyVersion', code: '34', shop }
  }
  if (!context.useReference('sips', merchantId, transactionReference)) {
    return { reason: 'duplicate', field: 'transactionReference', code: '94', shop }
  }
  return account
}

function readRequest(context: RequestContext, pairs: Pairs, path: string) {
  const envelope: Fields = Object.fromEntries(pairs)
  const malformed = checkFields(sipsEnvelope, envelope)
  if (malformed) return { error: malformed }
  const dataPairs = readSipsData(decode(envelope.Data ?? '', envelope.Encode))
  if (!dataPairs) return { error: { reason: 'format' as const, field: 'Data', code: '30' } }
  const repeated = findRepeated(dataPairs)
  if (repeated) return { error: { reason: 'repeated' as const, field: repeated.slice(0, 100), code: '30' } }
  const fields: Fields = Object.fromEntries(dataPairs)
  const mode: Mode = path === simulationPath ? 'TEST' : 'PRODUCTION'
  const account = check(context, envelope, fields, mode)
  if ('reason' in account) return { error: account }
  const { transactionReference = '', orderId, currencyCode = '', customerLanguage } = fields
  const { SealAlgorithm = '', InterfaceVersion = '' } = envelope
  return {
    payment: {
      protocol: 'sips' as const,
      account,
      reference: transactionReference,
      references: { transactionReference, ...(orderId ? { orderId } : {}) },
      orderId: orderId ?? '',
      amount: Number(fields.amount),
      currency: currencyCode,
      mode,
      language: (customerLanguage ?? 'fr') === 'fr' ? ('fr' as const) : ('en' as const),
      request: { ...fields, SealAlgorithm, InterfaceVersion },
    },
  }
}

const responseCodes: Record<Outcome, string> = { paid: '00', refused: '05', cancelled: '17', pending: '60' }

/** A message of the other mode can only come from the test merchant, because the platforms share no other. */
function signerOf(account: Account, payment: Payment) {
  return payment.mode === account.credentials.mode
    ? credentials.parse(account.credentials)
    : simulationMerchant
}

function responseFields(
  account: Account,
  payment: Payment,
  { outcome, transaction, status }: PaymentEvent,
): Fields {
  const paid = outcome === 'paid'
  const { merchantId, keyVersion } = signerOf(account, payment)
  const { isoDay, time, offset } = parisParts(transaction.at)
  const { captureDay, captureMode, orderChannel = 'INTERNET', returnContext } = payment.request
  return {
    captureDay: captureDay ?? '0',
    captureMode: captureMode ?? 'AUTHOR_CAPTURE',
    currencyCode: payment.currency,
    merchantId,
    orderChannel,
    responseCode: status ?? responseCodes[outcome],
    transactionDateTime: `${isoDay}T${time}${offset}`,
    ...payment.references,
    keyVersion,
    acquirerResponseCode: paid ? '00' : 'null',
    amount: String(payment.amount),
    authorisationId: paid ? transaction.authorisation : 'null',
    guaranteeIndicator: paid ? 'Y' : 'N',
    panExpiryDate: `${transaction.at.getUTCFullYear() + 1}06`,
    paymentMeanBrand: payment.brand,
    paymentMeanType: 'CARD',
    customerIpAddress: '127.0.0.1',
    maskedPan: `${firstDigits(payment.brand).slice(0, 4)}##########${lastDigits(payment.brand).slice(2)}`,
    returnContext: returnContext || 'null',
    holderAuthentRelegation: 'N',
    holderAuthentStatus: paid ? '3D_SUCCESS' : '3D_FAILURE',
    transactionOrigin: 'INTERNET',
    paymentPattern: 'ONE_SHOT',
  }
}

function writeResponse(account: Account, payment: Payment, event: PaymentEvent, url?: string): Message {
  const { responseEncoding, SealAlgorithm, InterfaceVersion = '' } = payment.request
  const pairs = Object.entries(responseFields(account, payment, event))
  const data = encode(pairs.map(([name, value]) => `${name}=${value}`).join('|'), responseEncoding)
  const key = event.forged ? 'forged' : signerOf(account, payment).secretKey
  const envelope: [string, string][] = [
    ['Data', data],
    ['Seal', sealSips(data, key, SealAlgorithm || undefined)],
    ['InterfaceVersion', InterfaceVersion],
  ]
  if (responseEncoding) envelope.push(['Encode', responseEncoding])
  if (SealAlgorithm) envelope.push(['SealAlgorithm', SealAlgorithm])
  return { url, method: 'POST', text: writeForm(envelope) }
}

/** Worldline Sips 2.0, Paypage POST connector: Mercanet, Sogenactif, Sherlock's, Scellius Net. */
export const sips: Protocol = {
  name: 'sips',
  paths: [productionPath, simulationPath],
  credentials,
  identity: (account) => account.credentials.merchantId ?? '',
  readRequest,
  writeNotification: (account, payment, event) =>
    writeResponse(account, payment, event, payment.request.automaticResponseUrl || account.notifyUrl),
  // The buyer's browser submits the same message as the server-to-server notification.
  writeReturn: (account, payment, event) =>
    writeResponse(account, payment, event, payment.request.normalReturnUrl),
  isAcknowledged: (status) => status === 200,
  returnDelaySeconds: (_, outcome) => (outcome === 'cancelled' ? 0 : undefined),
  signatureName: () => 'Seal',
  duplicateParameter: () => writeForm([['Data', 'amount=1|responseCode=00']]),
  unknownMerchant: { ...simulationMerchant, mode: 'TEST' },
  echoedTextField: 'returnContext',
  omitsAttempt: true,
}

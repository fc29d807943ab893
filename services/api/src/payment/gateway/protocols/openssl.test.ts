import { describe, expect, test } from 'vitest'
import { NotAuthenticError, type BankProtocol, type DecryptedGatewayAccount } from '../bank-protocol.ts'
import { lyra } from './lyra.ts'
import { monetico } from './monetico.ts'
import { paybox, signPaybox } from './paybox.ts'
import { sips } from './sips.ts'

/** Messages signed with the openssl command, with characters that published vectors lack and that are encoded differently in forms and signatures. */
const SIGNED: Record<string, Case> = {
  'lyra: accents, ampersand, plus and percent sign, empty fields, a field name that is a prefix of another': {
    protocol: lyra,
    account: { identity: '12345678', credentials: { productionKey: 'production-key' } },
    // HMAC-SHA-256 of INTERACTIVE+5124++PRODUCTION+978+Éléonore Bœuf & fils + 100 %+aaa…+DEBIT+ref-1+12345678+++AUTHORISED+bbb…+V2+production-key
    form:
      'vads_trans_status=AUTHORISED&vads_version=V2&vads_action_mode=INTERACTIVE&vads_amount=5124&vads_auth_number=' +
      '&vads_ctx_mode=PRODUCTION&vads_currency=978&vads_cust_name=%c3%89l%C3%A9onore+B%c5%93uf%20%26%20fils+%2B+100+%25' +
      `&vads_hash=${'a'.repeat(64)}&vads_operation_type=DEBIT&vads_order_id=ref-1&vads_site_id=12345678` +
      `&vads_threeds_cavvAlgorithm=&vads_threeds_cavv=&vads_trans_uuid=${'b'.repeat(32)}&unsigned=1` +
      '&signature=Yp4PovqOvcG1aEAPRokPqlNUkUQeLQyifGLl6jZgA9o%3D',
    expected: { outcome: 'PAID', amount: 5124, currency: 'EUR', reference: 'ref-1' },
    alter: ['100+%25', '100+%2525'],
  },
  'paybox: escapes in upper and lower case, a plus for a space': {
    protocol: paybox,
    account: {
      identity: '1999888/32',
      credentials: {
        publicKey: `-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC7w6Y1c0/LkVxW6laeUNbGFUY0
62Lav2qN20dPKMy0fIw/tYBXdfE/AMm16Bj1mAyDimqWjoim13b9ih3+9dEnhtJc
8j9CTw+a375Wc5K7955X1R0U7fgDHbo9oDIbNuZ2llusFN69hwpiu7gr2h09A0tY
zyDOrnLsDCT31pQoGwIDAQAB
-----END PUBLIC KEY-----
`,
      },
    },
    form:
      'M978=2480&R=ref+1%c3%a9&T=1234&E=00105&S=5678&P=CARTE' +
      '&K=JgoXn3uslhnwMHorbAa%2fXaB%2B10llHpCVhzFc3hQkGf8lR17kclWAKkLBfJPM1Ij%2bFSAp0RjXMlxamKdBav3FYWMKq0hHdsS0YsuHfsPxJU1TAfHBOyveAQ1jMdCSmDEj5dqatrcWrRgHJch%2bDzTzLCBsuu12GUkVihHrCzHeidw%3D',
    expected: { outcome: 'REFUSED', amount: 2480, currency: 'EUR', reference: 'ref 1é' },
    alter: ['%c3', '%C3'],
  },
  'monetico: fields sorted by bytes with digits and capitals first, empty and unknown fields': {
    protocol: monetico,
    account: {
      identity: '1234567',
      credentials: { key: '12345678901234567890123456789012345678P0' },
    },
    // HMAC-SHA-1 of 3dsdebrayable=0*TPE=1234567*code-retour=paiement*…*motifrefus=*…*texte-libre=50 % + a=b*c & d
    form:
      'code-retour=paiement&cvx=oui&date=24%2F11%2F2026_a_07%3a30%3A00&montant=24.80EUR&motifrefus=&numauto=248650' +
      '&MAC=42BF2AA754CE7CDC23E539A69FA47A1439FF5139&reference=ABCDEF123456&texte-libre=50+%25+%2B+a%3Db*c+%26+d' +
      '&TPE=1234567&3dsdebrayable=0',
    expected: { outcome: 'PAID', amount: 2480, currency: 'EUR', reference: 'ABCDEF123456' },
    alter: ['motifrefus=&', ''],
  },
  'sips: accents, equals signs and the value null in Data': {
    protocol: sips,
    account: { identity: '011223344550000', credentials: { secretKey: 'S9i8qClCnb2CZU3y', keyVersion: '1' } },
    form:
      'Seal=feecf581e8ad6469558daf2e434dc8ec0e27084e373116d1495a2bfefaff4a27&InterfaceVersion=HP_2.24&Encode=&Data=' +
      'merchantId%3d011223344550000%7CkeyVersion=1%7ctransactionReference%3Db4fb98a9c2c|responseCode=00|amount=2480' +
      '|currencyCode=978|authorisationId=null|complementaryInfo=<RULE+CR=0+/>,COUNTRY=FRA' +
      '|returnContext=caf%C3%A9+%c3%a0+100+%25+%2B+1',
    expected: { outcome: 'PAID', amount: 2480, reference: 'b4fb98a9c2c', authorizationNumber: null },
    alter: ['authorisationId=null|', ''],
  },
  'sips: the same Data encoded in base64': {
    protocol: sips,
    account: { identity: '011223344550000', credentials: { secretKey: 'S9i8qClCnb2CZU3y', keyVersion: '1' } },
    form:
      'SealAlgorithm=HMAC-SHA-256&Encode=base64&Seal=133299798a6e1c766f1805423abe66b7c1dc8bd47d2499b5056b2b0d4f596c03' +
      '&Data=bWVyY2hhbnRJZD0wMTEyMjMzNDQ1NTAwMDB8a2V5VmVyc2lvbj0xfHRyYW5zYWN0aW9uUmVmZXJlbmNlPWI0ZmI5OGE5YzJjfHJlc3BvbnNlQ29kZT0wMHxhbW91bnQ9MjQ4MHxjdXJyZW5jeUNvZGU9OTc4fGF1dGhvcmlzYXRpb25JZD1udWxsfGNvbXBsZW1lbnRhcnlJbmZvPTxSVUxFIENSPTAgLz4sQ09VTlRSWT1GUkF8cmV0dXJuQ29udGV4dD1jYWbDqSDDoCAxMDAgJSArIDE%3D',
    expected: { outcome: 'PAID', amount: 2480, reference: 'b4fb98a9c2c', authorizationNumber: null },
    alter: ['rIDE%3D', 'rIDI%3D'],
  },
}

interface Case {
  protocol: BankProtocol
  account: Pick<DecryptedGatewayAccount, 'identity' | 'credentials'>
  form: string
  expected: object
  /** A change of one character or field that must invalidate the signature. */
  alter: [from: string, to: string]
}

describe.each(Object.entries(SIGNED))('%s', (_what, { protocol, account, form, expected, alter }) => {
  const read = (text: string) =>
    protocol.readNotification(
      { ...account, protocol: protocol.name, environment: 'PRODUCTION', paymentUrl: '' },
      { query: '', body: Buffer.from(text), address: '127.0.0.1' },
    )
  test('is authentic', () => {
    expect(read(form)).toMatchObject(expected)
  })
  test('is refused after a small change', () => {
    expect(form).toContain(alter[0])
    expect(() => read(form.replace(...alter))).toThrow(NotAuthenticError)
  })
})

test('paybox: a payment request is signed over values that are not form-encoded', () => {
  const pairs = [
    ['PBX_SITE', '1999888'],
    ['PBX_CMD', 'appel à 100 % + « é »'],
    ['PBX_TIME', '2026-11-24T06:30:00+00:00'],
  ] as const
  expect(signPaybox(pairs, '0123456789ABCDEF'.repeat(8))).toBe(
    'ADF0909611A930ED57712DA878919105B97C8F4B04EA8129F2D2D9E9667C6B116FA3F1222C2A9BAC011DB0D7A2A40D75290AAEFF2D5DD8ACD6E70BCA3E270B00',
  )
})

import { afterAll, beforeAll, test } from 'vitest'
import * as attack from '../../../../test/bank/attacks.ts'
import * as forgery from '../../../../test/bank/forgeries.ts'
import { BankTestBench } from '../../../../test/bank/bank-test-bench.ts'
import type { BankProtocolName } from '../bank-protocol.ts'
import { protocolNames } from '../protocols/protocols.ts'

/** Published vulnerabilities and defects of other payment integrations, by CVE number or repository; none may exist here. */
const KNOWN: Record<string, (bench: BankTestBench) => Promise<void>> = {
  'CVE-2026-0656 (iPaymu for WooCommerce): the callback’s signature is not checked': eachProtocol(
    attack.unsignedNotification,
  ),
  'CVE-2026-0679 (Fortis): the signature check is inverted': eachProtocol(attack.invertedSignatureCheck),
  'CVE-2025-14078 (PAYGENT): anyone can call the callback': eachProtocol(attack.callWithoutCredentials),
  'CVE-2025-7820 (SKT PayPal): the browser’s return counts as a payment': eachProtocol(
    attack.returnWithoutNotification,
  ),
  'CVE-2026-9189 (Contact Form 7 PayPal/Stripe): an authentic message with another amount, currency or payee is accepted':
    eachProtocol(attack.otherAmountCurrencyOrShop),
  'CVE-2026-31824 (Sylius): two concurrent payments are both checked before either is written': eachProtocol(
    attack.twoConcurrentPayments,
  ),
  'cubecart/v6#1670: a payment of one cent completes the order': eachProtocol(attack.otherAmount),
  'omnipay-worldpay#19: the paid amount is not available': eachProtocol(attack.paidAmountIsStored),
  'akira-io/laravel-sisp#127: a signed callback is not matched with an order': eachProtocol(
    attack.unknownReference,
  ),
  'Sylius#19212, Sylius#19216: the amount can be changed after the payment has started': eachProtocol(
    attack.alteredForm,
  ),
  'TrogloGeek/prestashop-tggatos-module#46: notification and return arrive at the same time': eachProtocol(
    attack.returnDuringNotification,
  ),
  'WooCommerce Payments#3520, WooCommerce Payments#3783: mails are sent and stock is reduced twice':
    eachProtocol(attack.returnDuringNotification),
  'Adyen/adyen-magento2#2726: the return sets a paid order back to pending': eachProtocol(
    attack.returnAfterNotification,
  ),
  'craftcms/commerce#1510: the return counts as a payment': eachProtocol(attack.returnBeforeNotification),
  'Front-Commerce#561: several notifications of one payment pay several orders': (bench) =>
    attack.secondStatusOfPayment(bench, 'lyra', 'CAPTURED'),
  'eileenmcnaughton/omnipay-mercanet, storca/omnipay-sogenactif: the seal is never verified': (bench) =>
    attack.forgedNotification(bench, 'sips'),
  'remyma/payum-paybox: the browser’s unsigned error_code pays the order': forgery.unsignedPayboxReturn,
  'mchaabane/MONETICO: the MAC is not checked': (bench) => attack.unsignedNotification(bench, 'monetico'),
  'mchaabane/MONETICO: payetest is accepted': (bench) => attack.otherEnvironment(bench, 'monetico'),
  'BitBag/SyliusMercanet: response code 60, pending, completes the order': (bench) =>
    attack.unpaidStatus(bench, 'sips', '60', 'PENDING'),
  'BitBag/SyliusMercanet: a sealed response of a cheap order pays an expensive one':
    forgery.notificationSentForOtherOrder,
  'PayboxByVerifone/PrestaShop, nursit/bank paybox: an error of openssl_verify counts as true':
    forgery.malformedPayboxSignatures,
  'nursit/bank paybox: any message with a signature parameter is accepted': (bench) =>
    attack.forgedNotification(bench, 'paybox'),
  'eopayment systempayv2: the message’s own vads_ctx_mode selects the key': (bench) =>
    attack.otherEnvironment(bench, 'lyra'),
  'eopayment systempayv2: an unsigned message pays the order': (bench) =>
    attack.unsignedNotification(bench, 'lyra'),
  'code16/laravel-systempay: a RETRY or BO notification is ignored and the payment lost':
    attack.everyNotificationSource,
  'code16/laravel-systempay: ACCEPTED, which is never captured, counts as paid': (bench) =>
    attack.unpaidStatus(bench, 'lyra', 'ACCEPTED', 'OPEN'),
  'code16/laravel-systempay: neither mode nor amount is compared': async (bench) => {
    await attack.otherEnvironment(bench, 'lyra')
    await attack.otherAmount(bench, 'lyra')
  },
  'nursit/bank payzen: WAITING_AUTHORISATION counts as paid': (bench) =>
    attack.unpaidStatus(bench, 'lyra', 'WAITING_AUTHORISATION', 'PENDING'),
  'nursit/bank cmcic: the amount is compared without its currency': (bench) =>
    attack.otherCurrency(bench, 'monetico'),
  'nursit/bank cmcic: texte-libre is unserialized': (bench) => attack.specialCharacters(bench, 'monetico'),
  'ekyna/PayumMonetico: payetest is captured in production': (bench) =>
    attack.otherEnvironment(bench, 'monetico'),
  'ekyna/PayumMonetico: a wrong amount is acknowledged and nobody is informed': (bench) =>
    attack.otherAmount(bench, 'monetico'),
  'FLUX-SE NotifyController: an unauthenticated reference is searched with LIKE and always acknowledged':
    forgery.wildcardReference,
  'ubitransports/omnipay-payzen: only SHA-1 is supported': forgery.sha1Signature,
  'ubitransports/omnipay-payzen: signatures are compared in lower case': forgery.lowerCaseSignature,
  'ekyna/PayumPayzen: the amount is compared but not the currency': (bench) =>
    attack.otherCurrency(bench, 'lyra'),
  'BNP Mercanaute sample: pairs are split at every equals sign': (bench) =>
    attack.specialCharacters(bench, 'sips'),
  'BNP Mercanaute sample: the message chooses algorithm and key': forgery.algorithmChosenByMessage,
}

function eachProtocol(prove: (bench: BankTestBench, protocol: BankProtocolName) => Promise<void>) {
  return async (bench: BankTestBench) => {
    for (const protocol of protocolNames) await prove(bench, protocol)
  }
}

let bench: BankTestBench

beforeAll(async () => {
  bench = await BankTestBench.start()
})
afterAll(() => bench?.stop())

test.each(Object.entries(KNOWN))('is not affected by %s', (_name, prove) => prove(bench), 60_000)

import { afterAll, beforeAll, test } from 'vitest'
import * as attack from '../../../../test/bank/attacks.ts'
import * as forgery from '../../../../test/bank/forgeries.ts'
import { BankTestBench } from '../../../../test/bank/bank-test-bench.ts'
import type { BankProtocolName } from '../bank-protocol.ts'
import { protocolNames } from '../protocols/protocols.ts'

/** What went wrong elsewhere: vulnerabilities by their number, other adapters' defects by their repository. None may be ours. */
const KNOWN: Record<string, (probe: BankTestBench) => Promise<void>> = {
  'CVE-2026-0656 (iPaymu for WooCommerce): the callback’s signature is not checked': eachProtocol(
    attack.unsigned,
  ),
  'CVE-2026-0679 (Fortis): the check is there, but inverted': eachProtocol(attack.inverted),
  'CVE-2025-14078 (PAYGENT): anybody may call the callback': eachProtocol(attack.anybody),
  'CVE-2025-7820 (SKT PayPal): the browser says that it paid': eachProtocol(attack.browserSays),
  'CVE-2026-9189 (Contact Form 7 PayPal/Stripe): an authentic message for another amount, currency or receiver':
    eachProtocol(attack.otherMoney),
  'CVE-2026-31824 (Sylius): two at the same time, both checked before either is written': eachProtocol(
    attack.twoAtOnce,
  ),
  'cubecart/v6#1670: a cent completes the order': eachProtocol(attack.otherAmount),
  'omnipay-worldpay#19: the amount that was paid is not to be seen': eachProtocol(attack.amountIsShown),
  'akira-io/laravel-sisp#127: a signed callback is not reconciled with an order': eachProtocol(
    attack.unknownReference,
  ),
  'Sylius#19212, Sylius#19216: the amount is tampered with after the payment began': eachProtocol(
    attack.formAltered,
  ),
  'TrogloGeek/prestashop-tggatos-module#46: notification and browser come at the same time': eachProtocol(
    attack.returnAtOnce,
  ),
  'WooCommerce Payments#3520, WooCommerce Payments#3783: mails and stock twice': eachProtocol(
    attack.returnAtOnce,
  ),
  'Adyen/adyen-magento2#2726: the return puts a paid order back to pending': eachProtocol(attack.returnAfter),
  'craftcms/commerce#1510: the return is taken for a payment': eachProtocol(attack.returnFirst),
  'Front-Commerce#561: several notification rules, several orders paid': (probe) =>
    attack.saidTwice(probe, 'lyra', 'CAPTURED'),
  'eileenmcnaughton/omnipay-mercanet, storca/omnipay-sogenactif: the seal is never verified': (probe) =>
    attack.forged(probe, 'sips'),
  'remyma/payum-paybox: the unsigned error_code of the browser pays': forgery.unsignedErrorCode,
  'mchaabane/MONETICO: no MAC is checked': (probe) => attack.unsigned(probe, 'monetico'),
  'mchaabane/MONETICO: payetest is accepted': (probe) => attack.otherMode(probe, 'monetico'),
  'BitBag/SyliusMercanet: response code 60, pending, completes': (probe) =>
    attack.saidNotPaid(probe, 'sips', '60', 'PENDING'),
  'BitBag/SyliusMercanet: a sealed response of a cheap order pays another': forgery.cheapForDear,
  'PayboxByVerifone/PrestaShop, nursit/bank paybox: an error of openssl_verify counts as true':
    forgery.brokenSignatures,
  'nursit/bank paybox: any message that has a sign is believed': (probe) => attack.forged(probe, 'paybox'),
  'eopayment systempayv2: the key is chosen by the message’s own vads_ctx_mode': (probe) =>
    attack.otherMode(probe, 'lyra'),
  'eopayment systempayv2: PAID although it is not signed': (probe) => attack.unsigned(probe, 'lyra'),
  'code16/laravel-systempay: a RETRY or BO notification is ignored, and the payment lost': attack.everySource,
  'code16/laravel-systempay: ACCEPTED, never captured, counts as paid': (probe) =>
    attack.saidNotPaid(probe, 'lyra', 'ACCEPTED', 'OPEN'),
  'code16/laravel-systempay: neither mode nor amount is compared': async (probe) => {
    await attack.otherMode(probe, 'lyra')
    await attack.otherAmount(probe, 'lyra')
  },
  'nursit/bank payzen: WAITING_AUTHORISATION counts as paid': (probe) =>
    attack.saidNotPaid(probe, 'lyra', 'WAITING_AUTHORISATION', 'PENDING'),
  'nursit/bank cmcic: the amount is compared without its currency': (probe) =>
    attack.otherCurrency(probe, 'monetico'),
  'nursit/bank cmcic: texte-libre is unserialized': (probe) => attack.foreignText(probe, 'monetico'),
  'ekyna/PayumMonetico: payetest is captured in production': (probe) => attack.otherMode(probe, 'monetico'),
  'ekyna/PayumMonetico: another amount is answered with success and nobody is told': (probe) =>
    attack.otherAmount(probe, 'monetico'),
  'FLUX-SE NotifyController: LIKE on an unauthenticated reference, always answered with success':
    forgery.wildcard,
  'ubitransports/omnipay-payzen: SHA-1 alone': forgery.olderAlgorithm,
  'ubitransports/omnipay-payzen: the signature is lower-cased before it is compared': forgery.lowerCased,
  'ekyna/PayumPayzen: the amount is compared, the currency not': (probe) =>
    attack.otherCurrency(probe, 'lyra'),
  'BNP Mercanaute sample: pairs are split at every equals sign': (probe) => attack.foreignText(probe, 'sips'),
  'BNP Mercanaute sample: algorithm and key are the message’s choice': forgery.algorithmOfMessage,
}

function eachProtocol(prove: (probe: BankTestBench, protocol: BankProtocolName) => Promise<void>) {
  return async (probe: BankTestBench) => {
    for (const protocol of protocolNames) await prove(probe, protocol)
  }
}

let probe: BankTestBench

beforeAll(async () => {
  probe = await BankTestBench.start()
})
afterAll(() => probe?.stop())

test.each(Object.entries(KNOWN))('%s', (_name, prove) => prove(probe), 60_000)

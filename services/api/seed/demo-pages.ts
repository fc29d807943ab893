import { v7 } from 'uuid'
import type { Language } from '../src/kernel/errors.ts'
import { toFacts } from '../src/legal-page/page-facts.ts'
import { proposePage } from '../src/legal-page/proposal/propose-page.ts'
import { toPageText } from '../src/legal-page/to-page-text.ts'
import { PAGE_KINDS, type PublishedPage } from '../src/shop/published-page.ts'
import type { DemoShop } from './demo/demo-shop.ts'
import type { ShopRows } from './insert-shop.ts'

const LANGUAGES: Language[] = ['fr', 'en']
const HOSTING = 'Example Hosting SAS, 1 rue de l’Exemple, 75000 Paris, +33 1 00 00 00 00'
/** What the merchants of the demo entered or removed: how long unpaid orders are kept, and passages that do not concern them. */
const UNPAID: Record<Language, string> = { fr: 'un an', en: 'one year' }

/** Publishes the proposals for the shop’s legal pages in both languages. */
export function publishPages(rows: ShopRows, demo: DemoShop): void {
  const facts = toFacts(
    {
      name: demo.name,
      business: demo.business,
      contactEmail: demo.contactEmail,
      paymentModes: ['CARD', 'BANK'],
      isSmallBusiness: false,
      keptRetentionSeconds: Number(rows.shop['kept_retention_seconds']),
      buyerRetentionMonths: 36,
      manualPayments: {},
      banks: null,
      countries: demo.shipping.flatMap(({ countries }) => countries).sort(),
      deliversEverywhere: demo.shipping.some(({ countries }) => countries.length === 0),
    },
    HOSTING,
  )
  const published: PublishedPage[] = []
  rows.legalPages = []
  for (const kind of PAGE_KINDS)
    for (const language of LANGUAGES) {
      const page = { id: v7(), kind, language, number: 1, publishedAt: new Date().toISOString() }
      const html = complete(proposePage(kind, language, facts), language)
      published.push(page)
      rows.legalPages.push({
        shop_id: rows.shop.id,
        id: page.id,
        kind,
        language,
        number: 1,
        html,
        text: toPageText(html),
        facts,
        published_at: page.publishedAt,
        published_by: demo.owner.name,
      })
    }
  rows.shop['published_pages'] = published
}

const complete = (html: string, language: Language): string =>
  html
    .replace(/<li>\[[^\]]*\]<\/li>/g, '')
    .replace(/\[[^\]]*(?:commandes non payées|unpaid orders)[^\]]*\]/g, UNPAID[language])
    .replace(/ ?\[(?:À compléter|To complete)[^\]]*\]/g, '')

import { paraglideVitePlugin } from '@inlang/paraglide-js'
import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import tailwindcss from '@tailwindcss/vite'
import icons from 'unplugin-icons/vite'
import { defineConfig } from 'vite'

/** What only the pages of orders and the checkout use. */
const AFTER_THE_CATALOG =
  /\/lib\/(order\/|checkout\/|card\/(?!brand-names)|components\/TotalsList)|\/packages\/(card-core|storefront-client)\/|\/messages\/(order|status|pay|card_|bank|checkout|with[dh]raw|parcel|refund|transfer|cheque|address|await|field|country|exemption|totals)/
/** What every page loads, though few modules import it. */
const ON_EVERY_PAGE =
  /^~icons\/|\/components\/(ErrorPanel|FormattedText)|\/messages\/(error_|action_home|nav_|cart_see|loading|stock_low|catalog_all_products)/

/** What several pages use is in one file, and a page's own code in another: many small files delay hydration on a slow connection. */
const codeSplitting = {
  groups: [
    { name: 'shared', test: (id: string) => !AFTER_THE_CATALOG.test(id), minShareCount: 3, priority: 2 },
    { name: 'small', test: ON_EVERY_PAGE, minShareCount: 2, priority: 1 },
    { name: 'orders', test: AFTER_THE_CATALOG, minShareCount: 3 },
    {
      name: 'texts',
      test: /\/paraglide\/messages\/(?!card_|exemption|pay|bank|withdraw|order|status)/,
      minShareCount: 2,
      priority: -1,
    },
  ],
}

export default defineConfig({
  // Fonts must stay files: the policy below does not allow data: URLs for fonts.
  build: { assetsInlineLimit: 0 },
  environments: { client: { build: { rolldownOptions: { output: { codeSplitting } } } } },
  plugins: [
    tailwindcss(),
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      // Each page loads only its own texts.
      outputStructure: 'message-modules',
      strategy: ['globalVariable', 'baseLocale'],
    }),
    icons({ compiler: 'svelte' }),
    sveltekit({
      adapter: adapter(),
      // src/lib/server/content-security-policy.ts adds the directives that depend on the API's URL.
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['none'],
          'script-src': ['self'],
          'style-src': ['self'],
          // The hash allows the style attribute of SvelteKit's live region for page changes.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          'font-src': ['self'],
          'manifest-src': ['self'],
          'frame-ancestors': ['none'],
          'base-uri': ['none'],
        },
      },
    }),
  ],
})

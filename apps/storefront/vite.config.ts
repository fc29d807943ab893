import { paraglideVitePlugin } from '@inlang/paraglide-js'
import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import tailwindcss from '@tailwindcss/vite'
import icons from 'unplugin-icons/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  // Fonts must stay files: the policy below does not allow data: URLs for fonts.
  build: { assetsInlineLimit: 0 },
  plugins: [
    tailwindcss(),
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      outputStructure: 'locale-modules',
      strategy: ['globalVariable', 'baseLocale'],
    }),
    icons({ compiler: 'svelte' }),
    sveltekit({
      // Many small scripts delay hydration on a slow connection.
      output: { bundleStrategy: 'single' },
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

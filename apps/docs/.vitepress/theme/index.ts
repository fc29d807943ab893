import { defineAsyncComponent } from 'vue'
import DefaultTheme from 'vitepress/theme'
import type { Theme } from 'vitepress'
import RunRequest from './RunRequest.vue'
import './style.css'

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component(
      'GraphqlExplorer',
      defineAsyncComponent(() => import('./explorer/GraphqlExplorer.vue')),
    )
    app.component('RunRequest', RunRequest)
  },
} satisfies Theme

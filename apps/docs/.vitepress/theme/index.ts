import DefaultTheme from 'vitepress/theme'
import type { Theme } from 'vitepress'
import GraphqlExplorer from './GraphqlExplorer.vue'
import RunRequest from './RunRequest.vue'
import './style.css'

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('GraphqlExplorer', GraphqlExplorer)
    app.component('RunRequest', RunRequest)
  },
} satisfies Theme

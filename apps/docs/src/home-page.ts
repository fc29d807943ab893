/** The first page of the site. */
export const homePage = `---
layout: home
title: Triclic
titleTemplate: Documentation
hero:
  name: Triclic
  text: Documentation
  tagline: One GraphQL API for the frontends of many small shops, and a portal in which each merchant works.
  image:
    src: /images/storefront.png
    alt: The catalogue of a demo shop
  actions:
    - theme: brand
      text: Your first order
      link: /guide/first-order
    - theme: alt
      text: Storefront API
      link: /reference/storefront-api
    - theme: alt
      text: Explorer
      link: /explorer
features:
  - title: Build a frontend
    details: From enterShop to a paid order. Every request of the guide can be run in the page.
    link: /guide/first-order
  - title: Handle errors
    details: Each code with its cause, what to do about it, and the sentence that the buyer reads.
    link: /reference/error-codes
  - title: Open a shop
    details: From the invitation to the first paid order, with pictures.
    link: /open-a-shop
  - title: Ouvrir une boutique
    details: De l’invitation à la première commande payée, avec des images.
    link: /ouvrir-une-boutique
  - title: Run Triclic
    details: Processes, settings, keys, updates and metrics on one host.
    link: /operations
  - title: Change Triclic
    details: How the code is organised, how it is tested, and why it is as it is.
    link: /architecture
---
`

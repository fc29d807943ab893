/** A demo shop as tools and the storefront need it: `origin` is its own, `banks` what its bank knows of it. */
export interface RunShop {
  slug: string
  key: string
  secret: string
  origin: string
  locale: string
  fragmentTo: string
  banks: { id: string; protocol: string; notifyUrl: string; credentials: Record<string, unknown> }[]
}

export interface RunMember {
  email: string
  password: string
  shops: string[]
}

export interface Demo {
  shops: RunShop[]
  members: RunMember[]
}

/** What `.local/run.json` tells tools: base URLs without a final slash, folders absolute. */
export interface Run extends Demo {
  api: string
  portal: string
  storefront: string
  bank: string
  /** null when SMTP_URL was given. */
  mailbox: string | null
  /** `smtp://host:port` */
  smtp: string
  /** The folders of PostgreSQL's, Redis's and the logs' files; those of given servers are not known here. */
  data: string[]
}

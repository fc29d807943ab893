import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'

/** An action of a member in a shop: who, what, when and from which address. Its place in the chain is set by `seal_audit_entries`. */
@Entity({ tableName: 'audit_entry' })
export class AuditEntry {
  @PrimaryKey({ type: 'uuid' })
  shopId!: string

  @PrimaryKey({ type: 'uuid' })
  id!: string

  @Property({ type: 'timestamptz' })
  at!: Date

  @Property({ type: 'uuid' })
  memberId!: string

  @Property({ type: 'text' })
  memberName!: string

  @Property({ type: 'text' })
  action!: string

  @Property({ type: 'text' })
  subject!: string

  @Property({ type: 'text', nullable: true })
  address?: string | null
}

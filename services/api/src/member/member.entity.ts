import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'

/** A person who works in one or more shops. Not isolated by shop. */
@Entity({ tableName: 'member' })
export class Member {
  @PrimaryKey({ type: 'uuid' })
  id!: string

  @Property({ type: 'text' })
  email!: string

  @Property({ type: 'text' })
  name!: string

  @Property({ type: 'text', hidden: true })
  passwordHash!: string

  @Property({ type: 'blob', nullable: true, hidden: true })
  mfaSecret?: Buffer | null

  @Property({ type: 'integer', default: 0 })
  failedSignIns!: number

  @Property({ type: 'timestamptz', nullable: true })
  lockedUntil?: Date | null

  @Property({ type: 'timestamptz' })
  createdAt!: Date
}

-- The audit log is read newest first, also of one member or of one action: each by an index of its own, whatever the statistics are.
drop index audit_entry_newest;
create index audit_entry_newest on audit_entry (shop_id, at desc, id desc);
create index audit_entry_member on audit_entry (shop_id, member_id, at desc, id desc);
create index audit_entry_action on audit_entry (shop_id, action, at desc, id desc);

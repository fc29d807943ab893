-- Every update of a shop's row notes its logo for a check, with the rights of whoever updates: functions of triclic_accounts update it too.
grant select (shop_id, id), update (check_at) on media to triclic_accounts;

CREATE TRIGGER `audit_keeps_rows` BEFORE DELETE ON `audit` BEGIN
	SELECT RAISE(ABORT, 'audit is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_keeps_detail` BEFORE UPDATE ON `audit`
WHEN OLD.`meeting_key` IS NULL OR OLD.`meeting_key` NOT IN (SELECT `meeting_key` FROM `erasing`) BEGIN
	SELECT RAISE(ABORT, 'audit is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_keeps_facts` BEFORE UPDATE ON `audit`
WHEN NEW.`seq` IS NOT OLD.`seq` OR NEW.`at` IS NOT OLD.`at` OR NEW.`workspace_id` IS NOT OLD.`workspace_id`
	OR NEW.`meeting_key` IS NOT OLD.`meeting_key` OR NEW.`action` IS NOT OLD.`action` BEGIN
	SELECT RAISE(ABORT, 'audit is append-only');
END;

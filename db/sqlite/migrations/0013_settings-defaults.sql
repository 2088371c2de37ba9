UPDATE `workspaces` SET `settings` = json_insert(`settings`, '$.providersOff', json('[]'), '$.accountsAt', json('[]'), '$.codeInCalendar', 'nothing');

-- Signs a person may notice, each in plain words. A list to look by, never a score: nothing here has a weight.

create table referrals.indicator (
  code text primary key check (code ~ '^[A-Za-z][A-Za-z0-9_.-]{0,60}$'),
  label text not null,
  scheme text not null check (scheme in ('ilo', 'nrm', 'child', 'local')),
  position int not null,
  from_on date not null,
  until_on date
);
comment on table referrals.indicator is 'Signs of modern slavery in plain words, dated. A referral may carry codes that are not here: another system has its own.';
comment on column referrals.indicator.scheme is 'ilo: the eleven signs of the International Labour Organization. nrm: the general signs of the First Responder toolkit. child: its signs for children. local: what the hub itself keeps seeing.';

insert into referrals.indicator (scheme, position, code, label, from_on) values
  ('ilo', 1, 'abuseOfVulnerability', 'Someone takes advantage of their weak position', '2026-04-01'),
  ('ilo', 2, 'deception', 'The work or life they were promised is not what they found', '2026-04-01'),
  ('ilo', 3, 'restrictionOfMovement', 'They cannot come and go freely', '2026-04-01'),
  ('ilo', 4, 'isolation', 'They are kept apart from other people', '2026-04-01'),
  ('ilo', 5, 'physicalViolence', 'Violence, sexual violence included', '2026-04-01'),
  ('ilo', 6, 'intimidation', 'They are threatened or made afraid', '2026-04-01'),
  ('ilo', 7, 'retentionOfDocuments', 'Someone else keeps their passport or papers', '2026-04-01'),
  ('ilo', 8, 'withholdingOfWages', 'Their wages are kept from them', '2026-04-01'),
  ('ilo', 9, 'debtBondage', 'They work to pay off a debt that does not end', '2026-04-01'),
  ('ilo', 10, 'abusiveConditions', 'Where they live or work is degrading or dangerous', '2026-04-01'),
  ('ilo', 11, 'excessiveOvertime', 'They work far too many hours or days', '2026-04-01'),

  ('nrm', 1, 'worksAgainstWill', 'They believe they must work against their will', '2026-04-01'),
  ('nrm', 2, 'cannotLeave', 'They cannot leave where they work or live', '2026-04-01'),
  ('nrm', 3, 'feelsCannotLeave', 'They feel that they cannot leave', '2026-04-01'),
  ('nrm', 4, 'movementsControlled', 'Someone controls where they go', '2026-04-01'),
  ('nrm', 5, 'fearOrAnxiety', 'They are afraid or anxious', '2026-04-01'),
  ('nrm', 6, 'threatsToFamily', 'They or their family were hurt or threatened', '2026-04-01'),
  ('nrm', 7, 'assaultInjuries', 'Injuries that look like an assault', '2026-04-01'),
  ('nrm', 8, 'jobInjuries', 'Injuries from the work, or from being controlled', '2026-04-01'),
  ('nrm', 9, 'distrustsAuthorities', 'They do not trust the authorities', '2026-04-01'),
  ('nrm', 10, 'threatenedWithAuthorities', 'They were threatened with being handed to the authorities', '2026-04-01'),
  ('nrm', 11, 'afraidAboutStatus', 'They are afraid about their immigration status', '2026-04-01'),
  ('nrm', 12, 'falseDocuments', 'They have false papers, or none', '2026-04-01'),
  ('nrm', 13, 'knownSourcePlace', 'They come from a place that people are known to be trafficked from', '2026-04-01'),
  ('nrm', 14, 'owesTravelFees', 'They owe money to whoever arranged their journey', '2026-04-01'),
  ('nrm', 15, 'typicalPlace', 'They were found in a place where people are often exploited', '2026-04-01'),
  ('nrm', 16, 'doesNotKnowLanguage', 'They do not know the language here', '2026-04-01'),
  ('nrm', 17, 'doesNotKnowAddress', 'They do not know their home or work address', '2026-04-01'),
  ('nrm', 18, 'othersSpeakForThem', 'Someone else speaks for them', '2026-04-01'),
  ('nrm', 19, 'seemsInstructed', 'They seem to have been told what to say', '2026-04-01'),
  ('nrm', 20, 'forcedConditions', 'They were forced or tricked into poor conditions', '2026-04-01'),
  ('nrm', 21, 'punished', 'They are punished', '2026-04-01'),
  ('nrm', 22, 'cannotNegotiate', 'They cannot say what they will and will not do', '2026-04-01'),
  ('nrm', 23, 'littleOrNoPay', 'They are paid little or nothing', '2026-04-01'),
  ('nrm', 24, 'noAccessToEarnings', 'They cannot get at what they earn', '2026-04-01'),
  ('nrm', 25, 'noDaysOff', 'They have no days off', '2026-04-01'),
  ('nrm', 26, 'poorAccommodation', 'They live in poor or overcrowded housing', '2026-04-01'),
  ('nrm', 27, 'noMedicalCare', 'They cannot see a doctor', '2026-04-01'),
  ('nrm', 28, 'littleContact', 'They see few people, or hardly any of their family', '2026-04-01'),
  ('nrm', 29, 'cannotCommunicate', 'They cannot speak to others freely', '2026-04-01'),
  ('nrm', 30, 'believesInDebt', 'They believe that they owe a debt', '2026-04-01'),
  ('nrm', 31, 'dependent', 'They depend on whoever controls them', '2026-04-01'),
  ('nrm', 32, 'falsePromises', 'They acted on promises that were not true', '2026-04-01'),

  ('child', 1, 'childNoAccessToParents', 'The child cannot reach their parents', '2026-04-01'),
  ('child', 2, 'childIntimidated', 'The child seems intimidated', '2026-04-01'),
  ('child', 3, 'childNotTypical', 'The child behaves unlike others of their age', '2026-04-01'),
  ('child', 4, 'childNoFriends', 'The child has no friends of their own age', '2026-04-01'),
  ('child', 5, 'childNoSchool', 'The child does not go to school', '2026-04-01'),
  ('child', 6, 'childNoPlay', 'The child has no time to play', '2026-04-01'),
  ('child', 7, 'childApart', 'The child lives or eats apart from the others', '2026-04-01'),
  ('child', 8, 'childUnsuitableWork', 'The child does work that is not for children', '2026-04-01'),
  ('child', 9, 'childTravelsAlone', 'The child travels alone, or with people who are not family', '2026-04-01'),
  ('child', 10, 'childThingsAtScene', 'Things for a child in a place where no child should be', '2026-04-01'),
  ('child', 11, 'childFoundByAdult', 'An adult says that they “found” the child', '2026-04-01'),
  ('child', 12, 'childTaxiNumbers', 'The child carries taxi numbers, or several phones', '2026-04-01'),

  ('local', 1, 'sharedMattress', 'Mattresses shared or used in shifts', '2026-04-01'),
  ('local', 2, 'noHotWater', 'No hot water or heating', '2026-04-01'),
  ('local', 3, 'benefitsInTheirName', 'Benefits are claimed in their name', '2026-04-01'),
  ('local', 4, 'ticketsFromFriend', 'A “friend” bought their tickets', '2026-04-01'),
  ('local', 5, 'accountWithoutAccess', 'A bank account was opened that they cannot use', '2026-04-01'),
  ('local', 6, 'mustSayWhereGoing', 'They must say where they are going', '2026-04-01'),
  ('local', 7, 'searchingBins', 'They look for food in bins', '2026-04-01'),
  ('local', 8, 'shoplifting', 'They steal food or small things', '2026-04-01');

grant select on referrals.indicator to waymark_staff;
select kernel.guard('referrals.indicator');

"""Danish sentences by code; read through ``ui.messages`` only.

Tone (design/ux.md 3.12): what happened, what is safe, what to do. Du-form, no blame.
``{name}`` in braces comes from the facts of the problem.
"""

from __future__ import annotations

PROBLEMS: dict[str, str] = {
    # dates and times
    "date.empty": "Skriv en dato, fx 22-11, i dag eller +3.",
    "date.no_such_date": "Den dato findes ikke. Skriv fx 28-02 eller i dag.",
    "date.not_understood": "Vi forstod ikke ”{typed}”. Skriv en dato, fx 22-11, i dag eller +3.",
    "date.out_of_range": "Det år ligger for langt væk. Skriv hele årstallet, fx 22-11-2026.",
    "date.other_year": "Mente du {other}?",
    "time.empty": "Skriv et klokkeslæt, fx 21.40 eller nu.",
    "time.no_such_time": "Det klokkeslæt findes ikke. Skriv fx 21.40.",
    "time.not_understood": "Skriv et klokkeslæt, fx 21.40 eller nu.",
    # CPR
    "cpr.empty": "Skriv CPR-nummeret, eller sæt kryds ved ”Kendes ikke endnu”.",
    "cpr.not_a_number": "CPR-nummeret har seks cifre for fødselsdagen og fire tegn til sidst.",
    "cpr.wrong_length": "CPR-nummeret har {digits} tegn. Skriv alle ti, eller kun fødselsdagen.",
    "cpr.one_missing": "CPR-nummeret mangler et ciffer.",
    "cpr.impossible_date": "De første seks cifre er ikke en dato, der findes.",
    "cpr.in_the_future": "Fødselsdagen ligger ude i fremtiden.",
    "cpr.modulus_11": "Nummeret følger ikke den gamle kontrolregel. Det kan godt være rigtigt.",
    # any field
    "required": "Skal udfyldes.",
    "empty": "Skal udfyldes.",
    "missing": "Kommer på listen over det, der mangler",
    "too_long": "Teksten er for lang. Der er plads til {longest} tegn.",
    "not_a_number": "Skriv et tal, fx 4.100.",
    "not_a_choice": "Vælg et af svarene på listen.",
    "unknown_choice": "Vælg et af svarene på listen.",
    "in_future": "Datoen ligger ude i fremtiden.",
    "in_the_future": "Datoen ligger ude i fremtiden.",
    "before_stay": "Datoen ligger før opholdet.",
    "after_stay": "Datoen ligger efter opholdet.",
    # persons and stays
    "end_before_start": "Slutningen ligger før begyndelsen.",
    "overlapping_stay": "Personen har allerede et ophold i de dage.",
    "decision_after_end": "Beslutningen ligger efter, at opholdet sluttede.",
    "place_taken": "Pladsen er lige blevet taget. Dine oplysninger er gemt. Vælg en anden plads.",
    "place_taken_by": (
        "Vær. {place} er lige blevet taget af {by}. Dine oplysninger er gemt. "
        "Vælg et andet værelse."
    ),
    "end_not_yet": "Den dag er ikke kommet endnu. Tryk Gem og vent, så er flytningen planlagt.",
    "cpr_known": "En anden person her har det nummer. Er det rigtigt?",
    "municipality_differs": "Det er en anden kommune end ved sidste ophold.",
    "place_closed": "Pladsen er lukket i de dage. Vælg en anden plads.",
    "already_in_house": "Personen bor her allerede.",
    "turned_away_lives_here": "Personen bor her nu. Brevet er til en, der ikke får en plads.",
    "stay_ended": "Opholdet er afsluttet.",
    "reason_required": "Skriv hvorfor.",
    "same_person": "Det er den samme person.",
    "whole_number": "Skriv et helt tal med cifre, fx 12.",
    "closed_already": "Opgaven er lukket allerede.",
    "gone_already": "Det er udleveret allerede.",
    "second_needed": "Vælg en kollega. Der skal være to om medicin.",
    "more_than_left": "Der er kun {left} tilbage.",
    "count_differs": "Listen siger {left}. Skriv, hvorfor tallet er et andet.",
    "medicine_ended": "Medicinen er ikke i skabet mere.",
    "conflict_known": "Konflikten mellem de to står her allerede.",
    "decided_already": "Det er besluttet. Det kan ophæves, men ikke rettes.",
    "lifted_already": "Det er ophævet allerede.",
    "same_record": "Det er den samme post.",
    "joined_already": "De to er allerede samlet.",
    "end_before_move": "Slutningen ligger før den seneste flytning ({moved_on}).",
    "hearing_missing": "Skriv, hvornår beboeren blev hørt, eller hvorfor det ikke kunne ske.",
    "heard_after_end": "Høringen ligger efter, at opholdet sluttede.",
    "not_a_leader": "Kun en leder kan træffe den beslutning. Vælg en leder.",
    "not_ended": "Opholdet er ikke afsluttet.",
    "ended_already": "Opholdet er allerede afsluttet.",
    "annulled_already": "Det er allerede annulleret.",
    "confirmed_already": "Det er allerede bekræftet.",
    "already_here": "Personen bor her allerede.",
    "stays_overlap": "Personen har et andet ophold i de dage (sag {case}).",
    "before_arrival": "Datoen ligger før ankomsten ({arrived_on}).",
    "after_end": "Datoen ligger efter, at opholdet sluttede ({ended_on}).",
    "absence_overlaps": "Der er allerede skrevet et fravær i de nætter.",
    "arrival_after_move": "Ankomsten ligger efter en flytning i huset.",
    "arrival_in_the_future": "Ankomsten ligger ude i fremtiden. Er det rigtigt?",
    "decision_after_arrival": "Beslutningen ligger efter ankomsten. Er det rigtigt?",
    "decision_long_before": "Beslutningen ligger længe før ankomsten. Er det rigtigt?",
    "modulus_11": "Nummeret følger ikke den gamle kontrolregel. Det kan godt være rigtigt.",
    "age_unusual": "Alderen er usædvanlig. Tjek fødselsdagen en gang mere.",
    "place_taken_then": "Pladsen var taget af en anden på det tidspunkt.",
    "before_given": "Samtykket gælder fra en dag, før det blev givet.",
    "differs_from_cpr": "Fødselsdagen passer ikke med CPR-nummeret ({born}).",
    "cpr_is_known": "Der er et CPR-nummer. Fjern det først.",
    "unknown_person": "Vælg en beboer.",
    "unknown_note": "Notatet findes ikke mere.",
    "unknown_field": "Det felt kan ikke rettes her.",
    "not_understood": "Det forstod vi ikke. Skriv det på en anden måde.",
    "not_joined": "De to er ikke slået sammen.",
    "in_past": "Datoen ligger i fortiden.",
    # rooms
    "room_in_use": "Der bor nogen på vær. {room}. Flyt dem først.",
    "time_not_yet": "Det klokkeslæt er ikke kommet endnu.",
    "place_used_since": "Vær. {place} er brugt af en anden i mellemtiden.",
    "place_given_since": "{by} har givet vær. {place} til en anden i mellemtiden.",
    "place_closed_since": "Vær. {place} er lukket i mellemtiden.",
    "admitted_since": "Personen er skrevet ind i mellemtiden.",
    "kept_no_longer": "Reservationen er slut i mellemtiden.",
    "away_since": "Beboerens ophold eller fravær er rettet i mellemtiden.",
    "same_place": "Beboeren har den plads i forvejen.",
    "kept_here": "Reservationen står på den plads i forvejen.",
    "no_place": "En af beboerne har ingen plads at bytte.",
    "not_away": "Beboeren står ikke som fraværende i nat.",
    "in_the_past": "Dagen er gået. Skriv en dag, der kommer.",
    "before_last_move": "Tidspunktet ligger før den seneste flytning ({moved_on}).",
    "range_backwards": "Det sidste nummer er mindre end det første.",
    "span_too_long": "Vælg højst ti år ad gangen.",
    "range_too_long": "Så mange værelser på en gang kan vi ikke lave. Højst {longest}.",
    "out_of_range": "Tallet er uden for det, der kan bruges her.",
    "number_exists": "Der er allerede et værelse med det nummer ({numbers}).",
    # rules
    "unknown_rule": "Den regel findes ikke.",
    "wrong_type": "Værdien passer ikke til reglen. Se den nuværende række.",
    "negative": "Tallet kan ikke være under nul.",
    # support, home and the five conditions
    "before_applied": "Datoen ligger før ansøgningen.",
    "before_decision": "Datoen ligger før afgørelsen.",
    "before_offer": "Datoen ligger før tilbuddet ({offered_on}).",
    "other_home_accepted": "Der er allerede sagt ja til {home}. Giv den bolig tilbage først.",
    "home_not_accepted": "Boligen er ikke taget imod endnu. Registrér svaret først.",
    "confirm_by_decision": "Afgørelsen om støtte registreres under Støtte. Så følger resten med.",
    # plans, overviews and letters
    "meeting_over": "Mødet er holdt eller aflyst. Planlæg et nyt.",
    "overview_empty": "Der er ikke svaret på noget endnu.",
    "amount.not_understood": "Skriv et helt beløb i kroner, fx 4.100.",
    "file_not_readable": "Filen kan ikke læses. Prøv at vælge den igen.",
    "file_too_large": "Filen er for stor. Der er plads til {megabytes} MB. Der er ikke ændret noget.",
    "letter_annulled": "Brevet er annulleret.",
    "recipient_missing": "Vælg handlekommune, eller bed lederen vælge husets faste modtager.",
    "section_empty": "Et afsnit, som brevet ikke kan undvære, er tomt. Skriv det, eller gendan det.",
    "consent_too_long": "Samtykket kan højst gælde til {latest}.",
    "consent_not_moving": "Skriv, at det er en flytning, fx Flytning til husets navn.",
    "period_too_long": "Samtykket kan højst gælde i seks måneder.",
    "basis:no_basis": "Vælg en hjemmel til hver oplysning.",
    "basis:consent_expired": "Samtykket er udløbet. Bed om et nyt, eller vælg en anden hjemmel.",
    "basis:consent_withdrawn": "Samtykket er tilbagekaldt. Vælg en anden hjemmel.",
    "basis:consent_too_narrow": "Samtykket dækker ikke: {what}. Udelad det, eller vælg en anden hjemmel.",
    "basis:reason_missing": "Skriv, hvorfor det er akut.",
    "already_withdrawn": "Samtykket er tilbagekaldt. Bed om et nyt.",
    "already_renewed": "Samtykket er fornyet. Se det nye i registret.",
    "letter.missing": "Mangler: {what}.",
    "letter.too_long": "Brevet fylder for meget. Tag cirka {lines} ud.",
    "letter.longer": "Brevet er cirka {lines} længere end én side. Det kan sendes, som det er.",
    "letter.shared_notes": "Notater, som også handler om andre beboere, er ikke med i brevet.",
    "line_not_understood": "Skriv tre dele på hver linje med semikolon imellem.",
    "letter.cpr_missing": "CPR er ikke oplyst, og det står i brevet. Opgaven bliver stående.",
    "letter.municipality_unknown": "Handlekommunen er ikke afklaret. Brevet går til husets faste modtager.",
    "letter.contact_missing": "Kommunens adresse mangler. Skriv den i Indstillinger, Kommuner.",
    "letter.overview_missing": "Der er intet udflytningsoverblik endnu, så brevet er kort.",
    "letter.data_protection_contact_missing": "Databeskyttelsesrådgiveren mangler i Indstillinger, Huset.",
    "preview_outdated": "Brevet er ændret, siden du så det. Se det igennem igen, og print så.",
    # money
    "more_than_credit": "Der er {credit} til gode. Der kan ikke udbetales mere end det.",
    "already_reversed": "Linjen er allerede rettet.",
    "run_changed": "Noget er ændret, siden du så tallene. Se dem igen, før du går videre.",
    "nothing_to_book": "Alt er bogført. Der er ikke noget nyt.",
    "month_not_over": "Måneden er ikke slut endnu. Afregningsgrundlaget laves, når den er.",
    "rate_missing": "Taksten mangler. Skriv den under Indstillinger, Regler.",
    "nothing_to_settle": "Der er ingen døgn at afregne med kommunen i den måned.",
    "settlement_sent": "Grundlaget er sendt. Annullér det med en grund, hvis det skal laves om.",
    "ore.not_understood": "Skriv et beløb, fx 240 eller 96,50.",
    "already_sent": "Brevet er allerede markeret som sendt.",
    "letter_consent_withdrawn": (
        "Samtykket bag brevet {number} er tilbagekaldt {on}. Send det ikke. Annullér brevet. "
        "Er det allerede sendt, så åbn det under Breve, og skriv det der."
    ),
    "letter_consent_expired": (
        "Samtykket bag brevet {number} gjaldt til {on}. Send det ikke. Annullér brevet. "
        "Er det allerede sendt, så åbn det under Breve, og skriv det der."
    ),
    "sent_before_letter": "Brevet kan ikke være sendt, før det blev lavet.",
    "basis_missing": "Vælg en hjemmel for hver oplysning, før brevet kan printes.",
    "glyph_missing": "Skriften mangler tegnet {character}. Skriv det på en anden måde.",
    # the house's own letter texts
    "letter_text.unknown_field": "Feltet {field} findes ikke her. Vælg et felt på listen.",
    "letter_text.unknown_field_near": "Feltet {field} findes ikke her. Mente du {suggestion}?",
    "letter_text.missing_field": "Feltet {field} skal stå i teksten, uden for [ ].",
    "letter_text.twice_law": "Sætningen {field} står der to gange. Behold den ene.",
    "letter_text.optional_field": (
        "Feltet {field} kan være tomt. Sæt [ ] om det og de ord, der hører til."
    ),
    "letter_text.one_sentence": "Teksten står midt i en anden. Skriv den i ét stykke uden fed skrift.",
    "letter_text.brace": "Tegnet {{ eller }} mangler sin makker.",
    "letter_text.bracket": "Tegnet [ eller ] mangler sin makker i samme afsnit.",
    "letter_text.bold": "Tegnene ** mangler deres makkere i samme afsnit.",
    "letter_text.nested": "Inden i [ ] og ** ** må der kun stå ord og felter.",
    "letter_text.control": "Teksten indeholder et tegn, som ikke kan gemmes. Fjern det.",
    "letter_text.too_long": "Teksten er for lang. Der er plads til {longest} tegn.",
    "letter_text.required": "Teksten er tom. Skriv den, eller brug den oprindelige.",
    "letter_text.unknown_place": "Teksten findes ikke mere i brevet.",
    "letter_text.unchanged": "Det er den oprindelige tekst.",
    "letter.house_text_unusable": (
        "Husets tekst til ”{where}” passer ikke længere. Brevet bruger den oprindelige."
    ),
    # opholdsplan and goals
    "nul_character": "Der er et usynligt tegn i teksten, som ikke kan gemmes. Skriv teksten igen.",
    "no_goals": "Der er ingen mål at printe endnu. Skriv det første mål under Handleplan.",
    "plan_exists": "Der er allerede en opholdsplan. En kollega har lige lavet den.",
    "before_plan": "Datoen ligger før opholdsplanen.",
    "before_goal": "Datoen ligger før, at målet blev sat.",
    "before_evaluation": "Datoen ligger før evalueringen.",
    "theme_not_levelled": "Vælg et undertema fra Aktivitet og deltagelse. Kun de har et niveau.",
    "theme_twice": "Det tema er allerede valgt.",
    "level_out_of_range": "Niveauet går fra 0 til 4.",
    "level_is_evaluated": "Niveauet nu følger den seneste evaluering. Lav en ny evaluering.",
    "evaluation_empty": "Skriv et niveau eller nogle ord.",
    "list_changed": "Listen er ændret imens. Se den igen.",
    # words and codes of FFB
    "ffb_too_large": "Filen er for stor. Der er ikke ændret noget.",
    "ffb_encoding": "Filen er ikke ren tekst. Gem den som CSV (UTF-8). Der er ikke ændret noget.",
    "ffb_header": (
        "Første linje skal være nøgle;kode;tekst;gyldig_fra;gyldig_til. Der er ikke ændret noget."
    ),
    "ffb_empty": "Der er ingen koder i filen. Der er ikke ændret noget.",
    "ffb_columns": "Linje {line} har {what} felter. Der skal være 5.",
    "ffb_unknown_key": "Linje {line}: nøglen ”{what}” findes ikke.",
    "ffb_date": "Linje {line}: ”{what}” er ikke en dato. Skriv fx 2026-11-23.",
    "ffb_period": "Linje {line}: gyldig_til ligger før gyldig_fra.",
    "ffb_overlap": "Linje {line}: ”{what}” har to koder på samme dag.",
    "ffb_text": "Linje {line}: feltet {what} er for langt eller har et tegn, som ikke kan bruges.",
    "ffb_more": "Og {more} linjer mere.",
    "ffb_words": "Filen kan ikke bruges som FFB-ord. Se på ”{what}”. Der er ikke ændret noget.",
    # files from outside
    "file_empty": "Filen er tom. Der er ikke ændret noget. Bed afsenderen om at sende den igen.",
    "file_damaged": (
        "Filen er beskadiget og kan ikke læses. Der er ikke ændret noget. "
        "Bed afsenderen om at sende den igen."
    ),
    "file_locked": (
        "Filen er låst med en adgangskode. Der er ikke ændret noget. "
        "Bed afsenderen om at sende den uden kode."
    ),
    "file_unknown": (
        "Den slags fil kan vi ikke læse. Der er ikke ændret noget. "
        "Vælg en PDF eller et billede (PNG, JPEG eller TIFF)."
    ),
    "document_answers": (
        "Dokumentet er kommunens svar på et brev om beboeren og kan ikke flyttes. "
        "Lederen kan tage det væk."
    ),
    "nothing_changed": "Der er ikke rettet noget.",
    "document_here": "Filen ligger her allerede: {title}.",
    "copies_left": "Disse kopier kan ikke fjernes endnu: {paths}. Luk dem, og prøv igen.",
    "file_office": (
        "Word, Excel og zip kan ikke lægges ind. Der er ikke ændret noget. "
        "Åbn filen, gem eller print den som PDF, og vælg så PDF'en."
    ),
    "file_other_kind": (
        "Det er en anden slags fil, end der skal bruges her. Der er ikke ændret noget. "
        "Vælg en anden fil."
    ),
    "file_timeout": (
        "Filen tog for lang tid at læse, så vi stoppede. Der er ikke ændret noget. "
        "Bed afsenderen om en enklere udgave, fx en ny PDF."
    ),
    "file_memory": (
        "Filen fylder for meget, når den bliver åbnet. Der er ikke ændret noget. "
        "Bed afsenderen om en mindre udgave."
    ),
    "file_crash": (
        "Filen kan ikke læses sikkert, så vi stoppede. Der er ikke ændret noget. "
        "Bed afsenderen om at lave filen på ny."
    ),
    "form_changed": (
        "Svararket er ændret, så vi kan ikke være sikre på spørgsmålene. Der er ikke ændret noget. "
        "Bed kommunen om at udfylde det ark, I sendte, eller gem det som et dokument."
    ),
    "form_other_house": (
        "Svaret hører ikke til et brev herfra. Der er ikke ændret noget. "
        "Svar kommunen, at det er sendt forkert, og fjern filen."
    ),
    "form_code_unreadable": (
        "Sagskoden på svararket kan ikke læses. Der er ikke ændret noget. "
        "Bed kommunen om at sende det ark igen, som I sendte."
    ),
    "form_scripts": (
        "Filen indeholder noget, der kan køre af sig selv. Vi tager den ikke ind, og der er ikke "
        "ændret noget. Bed kommunen om at udfylde arket igen eller sende det på papir."
    ),
    # a resident from or to another Boform
    "transfer_not_ours": "Det er ikke en flyttefil fra Boform. Der er ikke ændret noget.",
    "transfer_newer": (
        "Filen er lavet med et nyere Boform. Der er ikke ændret noget. "
        "Opdatér Boform, og prøv igen."
    ),
    "transfer_damaged": (
        "Flyttefilen er beskadiget og kan ikke læses. Der er ikke ændret noget. "
        "Bed det andet hus om en ny."
    ),
    "transfer_wrong_code": (
        "Koden passer ikke til filen. Der er ikke ændret noget. "
        "Ring til det andet hus, og få koden læst op igen."
    ),
    "transfer_code_mistyped": (
        "Koden er ikke skrevet rigtigt. Den har seks grupper med fire tegn. Læs den igen."
    ),
    "transfer_content": (
        "Filen har noget i sig, som vi ikke kan bruge ({where}). Der er ikke ændret noget. "
        "Bed det andet hus om en ny."
    ),
    "transfer_person_known": (
        "En person her har det CPR-nummer. Vælg, at det er den samme, eller ret nummeret først."
    ),
    "transfer_not_sendable": (
        "Noget om beboeren er så langt eller så anderledes, at intet hus kan tage imod det "
        "({where}). Der er ikke lavet en fil. Ret det, og prøv igen."
    ),
    "transfer_too_large": (
        "Filen bliver større end {megabytes} MB. Der er ikke lavet en fil. "
        "Tag breve eller dokumenter af, og prøv igen."
    ),
    "transfer_consent_missing": (
        "Der er intet samtykke til en flytning. Lav et samtykke sammen, før I sender."
    ),
    "transfer_consent_other": "Samtykket gælder {recipient}, ikke det hus, du har skrevet.",
    "transfer_consent_withdrawn": "Samtykket er kaldt tilbage. Der er ikke sendt noget.",
    "transfer_consent_expired": "Samtykket gælder ikke i dag. Lav et nyt sammen.",
    "transfer_not_covered": "Samtykket dækker ikke {group}. Tag det af, eller lav et nyt samtykke.",
    "other_house_stay": "Opholdet var i et andet hus. Her kan I læse det, men ikke ændre det.",
    "cpr_in_subject": (
        "Der står et CPR-nummer i emnet, og emnet kan alle læse. Skriv sagsnummeret i stedet."
    ),
    "ean_digits": "Et EAN-nummer har 13 cifre.",
    "ean_check": "Det sidste ciffer passer ikke med de andre. Se efter i EAN-nummeret.",
    # passphrases and PIN
    "pin_not_digits": "Koden til skærmen skal være cifre.",
    "pin_too_short": "Koden til skærmen skal have mindst 6 cifre.",
    "pin_too_easy": "Den kode er let at gætte. Vælg en anden.",
    "passphrase_too_short": "Koden skal have mindst 12 tegn.",
    "passphrase_only_digits": "Brug også bogstaver. Fem tilfældige ord er godt.",
    "passphrase_repeated": "Koden gentager det samme. Fem tilfældige ord er godt.",
    "passphrase_keyboard": "Koden følger tasterne. Fem tilfældige ord er godt.",
    "passphrase_common": "Den kode står på lister over kendte koder. Vælg en anden.",
    "passphrase_names": "Koden ligner et navn, som alle kender. Vælg en anden.",
    "passphrase_words_differ": "Det er ikke de fem ord. Se efter en gang til.",
    "passphrase_mismatch": "De to koder er ikke ens.",
    "wrong_group": "Gruppen passer ikke med arket. Se efter en gang til.",
    "initials_taken": "De initialer er i brug. Vælg nogle andre.",
    "name_taken": "Det navn er i brug. Vælg et andet.",
    "access_closed": "Adgangen er lukket.",
    "access_ended": "Adgangen er slut. Lederen kan åbne den igen.",
    "first_is_leader": "Den første i huset skal være leder.",
    "last_slot": "Det er den sidste adgang til huset. Giv en anden adgang først.",
    "renewal_unsettled": "Husets nøgle er ved at blive skiftet. Prøv igen om lidt.",
    "slot_exists": "Medarbejderen har allerede en adgang.",
    "last_leader": "Huset skal have mindst én leder med adgang.",
}

# Environment: whose trouble it is, and what is safe.
TROUBLES: dict[str, tuple[str, str]] = {
    "DatabaseClosed": (
        "Huset er lukket",
        "Der blev logget ud imens. Alt, du har skrevet, er gemt. Log ind igen.",
    ),
    "DiskFull": (
        "Der er ikke mere plads på computeren",
        (
            "Vi kan ikke gemme lige nu. Din tekst er her stadig. "
            "Gør plads på disken, eller bed om hjælp, og prøv igen."
        ),
    ),
    "FolderNotWritable": (
        "Mappen tager ikke imod nye filer",
        (
            "Boform må ikke skrive i mappen med husets data. Intet er ændret. "
            "Bed den, der passer computeren, om at give adgang."
        ),
    ),
    "AlreadyOpen": (
        "Boform er allerede åben",
        "Husets data er åbne i et andet Boform på denne computer. Luk det, og prøv igen.",
    ),
    "DatabaseBusy": (
        "Vi kan ikke gemme lige nu",
        "Databasen er optaget. Din tekst er i sikkerhed her på skærmen. Vi prøver igen om lidt.",
    ),
    "DatabaseDamaged": (
        "Husets data kan ikke læses",
        (
            "Filen med husets data er beskadiget eller passer ikke til nøglen. "
            "Intet er ændret eller slettet. Gendan den seneste sikkerhedskopi."
        ),
    ),
    "DatabaseTooNew": (
        "Husets data er fra et nyere Boform",
        "Installér den nyeste udgave på denne computer. Intet er ændret.",
    ),
    "SlotsDamaged": (
        "Filen med adgange kan ikke læses",
        (
            "Husets data er der stadig, men adgangene er beskadiget. "
            "Hent filen fra sikkerhedskopien, eller brug gendannelsesarket."
        ),
    ),
    "BlobDamaged": (
        "Filen kan ikke vises",
        "Den er beskadiget eller mangler. Den er ikke slettet. Se i den seneste sikkerhedskopi.",
    ),
    "KeysExist": (
        "Her ligger et hus i forvejen",
        "Mappen har allerede husets nøgler. Intet er skrevet. Vælg en anden mappe.",
    ),
    "KeysDropped": (
        "Log ind igen",
        "Huset blev låst helt. Dine kladder er gemt.",
    ),
}

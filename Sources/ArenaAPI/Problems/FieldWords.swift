/// What is wrong with one field or parameter, in words; the code is the key.
enum FieldWords {
    static func detail(_ code: String, _ values: [String: String], in language: Language)
        -> String
    {
        assert(isDefined(code), "no words for \(code)")
        // A code without words would still be told by its name.
        return (table[code] ?? Bilingual(code, code)).filled(values, in: language)
    }

    static var codes: [String] { table.keys.sorted() }

    static func isDefined(_ code: String) -> Bool { table[code] != nil }

    private static let table: [String: Bilingual] = shapes.merging(domain) { first, _ in first }

    private static let shapes: [String: Bilingual] = [
        "invalid-cursor": Bilingual(
            "Er ikke en nextCursor fra den samme listen.",
            "Is no nextCursor of the same list."),
        "not-an-order": Bilingual(
            "Må være noen av {allowed}, hver én gang, med komma mellom og gjerne minus foran.",
            "Must be some of {allowed}, each once, with commas between and maybe a minus before."),
        "not-an-idempotency-key": Bilingual(
            "Må være 1–255 synlige ASCII-tegn, gjerne i anførselstegn.",
            "Must be 1–255 visible ASCII characters, quoted or not."),
        "used-before": Bilingual(
            "Er brukt til en annen forespørsel siste døgn.",
            "Was used for another request within a day."),
        "not-json": Bilingual("Ved byte {offset}: {grunn}.", "At byte {offset}: {reason}."),
        "required": Bilingual("Feltet må være med.", "The field is required."),
        "url-not-https": Bilingual("Må begynne med https://.", "Must begin with https://."),
        "url-userinfo": Bilingual(
            "Kan ikke ha brukernavn eller passord.", "Must not have a user name or a password."),
        "url-port": Bilingual("Porten må være en av {ports}.", "The port must be one of {ports}."),
        "url-spelling": Bilingual(
            "Skriv adressen som et navn, som fire tall eller som IPv6 i hakeparenteser.",
            "Write the address as a name, as four numbers or as IPv6 in brackets."),
        "url-private": Bilingual(
            "Adressen kan bare nås herfra; bruk en som alle kan nå, eller be den som driver "
                + "serveren om å åpne for den.",
            "The address can only be reached from here; use one that everybody can reach, or ask "
                + "whoever runs the server to open it."),
        "unknown-field": Bilingual("Feltet er ukjent.", "The field is unknown."),
        "unknown-field-nearest": Bilingual(
            "Feltet er ukjent; mente du {nearest}?", "The field is unknown; did you mean {nearest}?"
        ),
        "not-an-object": Bilingual("Må være et objekt.", "Must be an object."),
        "not-a-string": Bilingual("Må være en tekst.", "Must be a string."),
        "not-a-boolean": Bilingual("Må være true eller false.", "Must be true or false."),
        "not-an-integer": Bilingual("Må være et heltall.", "Must be a whole number."),
        "not-a-number": Bilingual("Må være et tall.", "Must be a number."),
        "not-an-array": Bilingual("Må være en liste.", "Must be an array."),
        "too-short": Bilingual("Må ha minst {min} tegn.", "Must have at least {min} characters."),
        "too-long": Bilingual("Må ha høyst {max} tegn.", "Must have at most {max} characters."),
        "too-small": Bilingual("Må være minst {min}.", "Must be at least {min}."),
        "too-large": Bilingual("Må være høyst {max}.", "Must be at most {max}."),
        "too-many-items": Bilingual("Høyst {max} er tillatt.", "At most {max} are allowed."),
        "not-unique": Bilingual("Står der fra før.", "Stands there already."),
        "not-a-choice": Bilingual("Må være én av: {allowed}.", "Must be one of: {allowed}."),
        "null-not-allowed": Bilingual("Kan ikke være null.", "Must not be null."),
        "read-only": Bilingual("Kan ikke endres.", "Cannot be changed."),
        "unknown-parameter": Bilingual(
            "Parameteren er ukjent her.", "The parameter is unknown here."),
        "repeated-parameter": Bilingual("Kan bare stå én gang.", "May stand only once."),
        "not-a-timestamp": Bilingual(
            "Må være RFC 3339 med tidssone, som 2026-01-01T00:00:00Z.",
            "Must be RFC 3339 with an offset, such as 2026-01-01T00:00:00Z."),
        "not-a-date": Bilingual(
            "Må være en dato som 2026-01-31.", "Must be a date such as 2026-01-31."),
        "not-a-language": Bilingual(
            "Må være en språkkode som nb, nn, en eller se.",
            "Must be a language code such as nb, nn, en or se."),
        "not-a-time-zone": Bilingual(
            "Må være et navn i IANAs tidssonedatabase, som Europe/Oslo.",
            "Must be a name of the IANA time zone database, such as Europe/Oslo."),
        "not-a-url": Bilingual("Må være en http(s)-adresse.", "Must be an http(s) URL."),
        "not-a-mailbox": Bilingual("Må være en e-postadresse.", "Must be an e-mail address."),
        "not-a-slug": Bilingual(
            "Må være små bokstaver a–z, sifre og bindestreker.",
            "Must be lower-case letters a–z, digits and hyphens."),
    ]

    private static let domain: [String: Bilingual] = [
        "in-the-future": Bilingual(
            "Ligger mer enn en dag frem i tid.", "Lies more than a day in the future."),
        "not-random": Bilingual(
            "Et Chatham House-innlegg må ha en UUIDv4 som id; utelat den for en ny.",
            "A Chatham House post must have a UUIDv4 as its id; leave it out for a new one."),
        "not-a-day": Bilingual(
            "Et Chatham House-innlegg har bare dager: sett klokkeslettet til 00:00:00.000Z.",
            "A Chatham House post has days only: set the time of day to 00:00:00.000Z."),
        "unknown": Bilingual(
            "Finnes ikke, eller du kan ikke se det.", "Does not exist, or you may not see it."),
        "org-number-format": Bilingual("Må være ni sifre.", "Must be nine digits."),
        "org-number-checksum": Bilingual(
            "Kontrollsifferet stemmer ikke.", "Check digit does not match."),
        "duplicate-org-number": Bilingual("Er registrert fra før.", "Is registered already."),
        "duplicate-slug": Bilingual("Er i bruk.", "Is taken."),
        "retired-code": Bilingual(
            "Koden gjelder ikke lenger; bruk {replacedBy}.",
            "The code holds no more; use {replacedBy}."),
        "ended-code": Bilingual(
            "Koden gjelder ikke lenger; velg en annen i /v1/vocabularies/{vocabulary}.",
            "The code holds no more; choose another of /v1/vocabularies/{vocabulary}."),
        "awaited-code": Bilingual(
            "Koden gjelder først fra {validFrom}.", "The code does not hold before {validFrom}."),
        "not-a-code": Bilingual(
            "Må være bokstaver a–z, sifre og enkle bindestreker, høyst 80 tegn.",
            "Must be letters a–z, digits and single hyphens, at most 80 characters."),
        "before-start": Bilingual("Ligger før validFrom.", "Lies before validFrom."),
        "ends-before-start": Bilingual(
            "Ligger før startsAt.", "Lies before startsAt."),
        "not-in-audience": Bilingual(
            "Organisasjonen kan ikke se arrangementet.",
            "The organisation cannot see the event."),
        "leads-back": Bilingual(
            "Er selv erstattet av denne koden.", "Is itself replaced by this code."),
        "unknown-code": Bilingual(
            "Koden står ikke i /v1/vocabularies/{vocabulary}.",
            "The code is not in /v1/vocabularies/{vocabulary}."),
        "not-an-industry": Bilingual(
            "Må være som SN2007:J eller SN2025:K.", "Must be like SN2007:J or SN2025:K."),
        "tlp-red-not-accepted": Bilingual(
            "TLP:RED er for navngitte personer; Arena kjenner bare organisasjoner.",
            "TLP:RED is for named persons; Arena knows organisations only."),
        "tlp-white-is-clear": Bilingual(
            "TLP:WHITE heter TLP:CLEAR i TLP 2.0.", "TLP:WHITE is TLP:CLEAR in TLP 2.0."),
        "tlp-too-wide": Bilingual(
            "Videre enn arenaens {widest}.", "Wider than the arena's {widest}."),
        "exclude-on-clear": Bilingual(
            "TLP:CLEAR er for alle; ingen kan holdes utenfor.",
            "TLP:CLEAR is for anyone; none can be kept out."),
        "home-invite-only": Bilingual(
            "Det som deles i en lukket arena, kan ikke vises i andre.",
            "What is shared in an invite-only arena cannot be shown in others."),
        "home-arena": Bilingual("Er hjemmearenaen.", "Is the home arena."),
        "invite-only": Bilingual("Arenaen er lukket.", "The arena is invite-only."),
        "arena-not-open": Bilingual("Arenaen er ikke åpen.", "The arena is not open."),
        "not-a-member": Bilingual("Er ikke medlem.", "Is not a member."),
        "declaration-required": Bilingual(
            "Bekreft med true at innlegget ikke har priser, vilkår, kunder, volum, anbud eller "
                + "framtidsplaner.",
            "Declare with true that the post holds no prices, terms, customers, volumes, tenders "
                + "or future plans."),
        "charter-version": Bilingual(
            "Må være gjeldende versjon, {current}.", "Must be the present version, {current}."),
        "answer-required": Bilingual(
            "Arenaen ber om svar på joinQuestion.", "The arena asks for an answer to joinQuestion."
        ),
        "reason-required": Bilingual("Oppgi hvorfor.", "Say why."),
        "only-admin": Bilingual("Bare en administrator.", "Only an admin."),
        "only-chair": Bilingual(
            "Bare lederen eller en administrator.", "Only the chair or an admin."),
        "only-author": Bilingual("Bare forfatteren.", "Only the author."),
        "only-curator": Bilingual("Bare en kurator.", "Only a curator."),
        "admin-alone": Bilingual(
            "En administratornøkkel har bare admin.", "An admin token has admin alone."),
        "exceeds-own": Bilingual(
            "Mer enn nøkkelen selv har.", "More than the token itself has."),
        "in-the-past": Bilingual("Må ligge fram i tid.", "Must lie in the future."),
        "too-late": Bilingual("Høyst {max} dager fram.", "At most {max} days ahead."),
        "email-or-organisation": Bilingual(
            "Oppgi enten email eller organisation.", "Give either email or organisation."),
        "own-post": Bilingual(
            "En organisasjon kan ikke gjøre dette med sitt eget innlegg.",
            "An organisation cannot do this with its own post."),
        "not-own-post": Bilingual("Må være ditt eget innlegg.", "Must be your own post."),
        "illegal-state-change": Bilingual(
            "Tilstanden kan ikke endres slik.", "The state cannot change so."),
        "attribution-is-fixed": Bilingual(
            "Kan ikke endres etter publisering.", "Cannot be changed after posting."),
        "national-id-not-allowed": Bilingual(
            "Inneholder et fødselsnummer.", "Holds a national identity number."),
        "blank": Bilingual("Må ha mer enn blanke tegn.", "Must have more than white space."),
        "not-an-id": Bilingual(
            "Må være en id på 36 tegn.", "Must be an id of 36 characters."),
        "competition-sensitive": Bilingual(
            "Del det i den arenaen selv, med declaration.",
            "Share it in that arena itself, with a declaration."),
        "control-character": Bilingual(
            "Inneholder et kontrolltegn.", "Holds a control character."),
        "only-itself": Bilingual(
            "Bare organisasjonen selv; en invitasjon har ingen felter.",
            "Only the organisation itself; an invitation has no fields."),
        "has-shared-posts": Bilingual(
            "Innlegg her vises i andre arenaer, eller andres her.",
            "Posts here are shown in other arenas, or others' here."),
        "less-protected": Bilingual(
            "Verner det som er delt, mindre: {fields}.",
            "Protects less what was shared: {fields}."),
        "not-wider": Bilingual(
            "Må være videre enn {tlp}, som innlegget har.",
            "Must be wider than {tlp}, which the post has."),
        "names-itself": Bilingual("Kan ikke vise til seg selv.", "Cannot name itself."),
    ]
}

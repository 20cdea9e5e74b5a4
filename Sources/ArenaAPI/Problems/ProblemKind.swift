/// What a problem means: its status, its title, which never varies, and what to do next.
struct ProblemKind: Sendable {
    let status: Int
    let title: Bilingual
    let detail: Bilingual

    private init(
        _ status: Int, nb: (title: String, detail: String), en: (title: String, detail: String)
    ) {
        self.status = status
        title = Bilingual(nb.title, en.title)
        detail = Bilingual(nb.detail, en.detail)
    }

    static func of(_ code: ProblemCode) -> ProblemKind {
        table[code] ?? unexpected
    }

    /// Whether the table knows the code: each one must stand in it.
    static func isDefined(_ code: ProblemCode) -> Bool { table[code] != nil }

    private static let unexpected = ProblemKind(
        500,
        nb: ("Noe gikk galt hos oss.", "Prøv igjen, og oppgi requestId hvis det skjer på nytt."),
        en: ("Something went wrong on our side.", "Try again; quote requestId if it repeats."))

    private static let table: [ProblemCode: ProblemKind] = syntax.merging(access) { first, _ in
        first
    }.merging(states) { first, _ in first }.merging(server) { first, _ in first }

    private static let syntax: [ProblemCode: ProblemKind] = [
        .malformedRequest: ProblemKind(
            400, nb: ("Forespørselen er ikke gyldig HTTP.", "{grunn}"),
            en: ("The request is not valid HTTP.", "{reason}")),
        .invalidJSON: ProblemKind(
            400,
            nb: ("Innholdet er ikke gyldig JSON.", "Ved byte {offset}: {grunn}."),
            en: ("The body is not valid JSON.", "At byte {offset}: {reason}.")),
        .invalidParameter: ProblemKind(
            400,
            nb: ("En parameter er ikke gyldig.", "Se errors for hvilken og hvorfor."),
            en: ("A parameter is not valid.", "See errors for which one and why.")),
        .invalidCursor: ProblemKind(
            400,
            nb: (
                "Markøren kan ikke brukes.",
                "Bruk nextCursor uendret og med de samme filtrene, eller begynn uten cursor."
            ),
            en: (
                "The cursor cannot be used.",
                "Use nextCursor unchanged and with the same filters, or begin without a cursor."
            )),
        .invalidAuthorization: ProblemKind(
            400,
            nb: ("Authorization kan ikke leses.", "Send én linje: Authorization: Bearer <nøkkel>."),
            en: ("Authorization cannot be read.", "Send one line: Authorization: Bearer <token>.")),
        .notAcceptable: ProblemKind(
            406,
            nb: ("Svaret finnes ikke i den formen.", "Godta {types}."),
            en: ("There is no answer of that type.", "Accept {types}.")),
        .requestTimeout: ProblemKind(
            408,
            nb: ("Forespørselen kom for sakte.", "Send den på nytt uten opphold."),
            en: ("The request came too slowly.", "Send it again without a pause.")),
        .lengthRequired: ProblemKind(
            411,
            nb: ("Innholdets lengde mangler.", "Send Content-Length eller bruk chunked."),
            en: ("The length of the body is missing.", "Send Content-Length or use chunked.")),
        .contentTooLarge: ProblemKind(
            413,
            nb: ("Innholdet er for stort.", "Send høyst {limitBytes} byte."),
            en: ("The body is too large.", "Send at most {limitBytes} bytes.")),
        .targetTooLong: ProblemKind(
            414,
            nb: ("Adressen er for lang.", "Send høyst 8192 byte."),
            en: ("The address is too long.", "Send at most 8192 bytes.")),
        .unsupportedMediaType: ProblemKind(
            415,
            nb: ("Innholdets type kan ikke leses her.", "Send det som {types}."),
            en: ("The type of the body cannot be read here.", "Send it as {types}.")),
        .rangeNotSatisfiable: ProblemKind(
            416,
            nb: ("Filen har ikke den delen.", "Content-Range sier hvor lang filen er."),
            en: ("The file has no such part.", "Content-Range tells how long the file is.")),
        .expectationFailed: ProblemKind(
            417,
            nb: ("Forventningen kan ikke møtes.", "Bare 100-continue forstås."),
            en: ("The expectation cannot be met.", "Only 100-continue is understood.")),
        .validation: ProblemKind(
            422,
            nb: ("Forespørselen er ikke gyldig.", "Felt som ikke er gyldige: {count}; se errors."),
            en: ("Your request is not valid.", "Fields that are not valid: {count}; see errors.")),
        .tlpRedNotAccepted: ProblemKind(
            422,
            nb: (
                "TLP:RED tas ikke imot.",
                "TLP:RED er for navngitte personer, og Arena kjenner bare organisasjoner. "
                    + "Del det muntlig, eller velg TLP:AMBER+STRICT."
            ),
            en: (
                "TLP:RED is not accepted.",
                "TLP:RED is for named persons, and Arena knows organisations only. "
                    + "Share it in speech, or choose TLP:AMBER+STRICT."
            )),
        .nationalIdentityNumber: ProblemKind(
            422,
            nb: (
                "Teksten inneholder et fødselsnummer.",
                "Ta det ut; skriv heller ikke navn på pasienter, elever eller klienter."
            ),
            en: (
                "The text holds a national identity number.",
                "Take it out; write no names of patients, pupils or clients either."
            )),
        .fieldsTooLarge: ProblemKind(
            431,
            nb: ("Hodefeltene er for store.", "Send høyst 16 KiB og 100 felt."),
            en: ("The header fields are too large.", "Send at most 16 KiB and 100 fields.")),
    ]

    private static let access: [ProblemCode: ProblemKind] = [
        .authenticationRequired: ProblemKind(
            401,
            nb: ("Du må legitimere deg.", "Send Authorization: Bearer <nøkkel>."),
            en: ("Authentication is required.", "Send Authorization: Bearer <token>.")),
        .invalidToken: ProblemKind(
            401,
            nb: ("Nøkkelen er ikke gyldig.", "Den er ukjent, utløpt eller trukket tilbake."),
            en: ("The token is not valid.", "It is unknown, has expired or was revoked.")),
        .insufficientScope: ProblemKind(
            403,
            nb: ("Nøkkelen har ikke rett til dette.", "Bruk en nøkkel med {scope}."),
            en: ("The token may not do this.", "Use a token with the scope {scope}.")),
        .notAllowed: ProblemKind(
            403,
            nb: ("Dette har du ikke lov til.", "Be en kurator eller administrator om det."),
            en: ("You may not do this.", "Ask a curator or an admin to do it.")),
        .notMember: ProblemKind(
            403,
            nb: ("Bare medlemmer kan gjøre dette.", "Bli medlem med PUT …/members/me først."),
            en: ("Only members may do this.", "Join by PUT …/members/me first.")),
        .registrationClosed: ProblemKind(
            403,
            nb: ("Registreringen er stengt.", "Be en administrator om å opprette organisasjonen."),
            en: ("Registration is closed.", "Ask an admin to create the organisation.")),
        .organisationNotActive: ProblemKind(
            403,
            nb: ("Organisasjonen er ikke aktiv.", "En administrator må godkjenne den først."),
            en: ("The organisation is not active.", "An admin must approve it first.")),
        .tokenExceedsOwn: ProblemKind(
            403,
            nb: (
                "En nøkkel kan ikke lage en som kan mer enn den selv.",
                "Be om færre rettigheter, eller bruk en nøkkel som har dem."
            ),
            en: (
                "A token cannot make one that may more than itself.",
                "Ask for fewer scopes and arenas, or use a token that has them."
            )),
        .notFound: ProblemKind(
            404,
            nb: ("Finnes ikke.", "Det finnes ikke, eller du kan ikke se det."),
            en: ("Not found.", "It does not exist, or you may not see it.")),
        .gone: ProblemKind(
            410,
            nb: (
                "Er fjernet.",
                "Forespørselen ble utført, og det den laget, er fjernet siden. "
                    + "Gi en ny Idempotency-Key for å lage det på nytt."
            ),
            en: (
                "Has been removed.",
                "The request was done, and what it made has been removed since. "
                    + "Send a new Idempotency-Key to make it again."
            )),
        .methodNotAllowed: ProblemKind(
            405,
            nb: ("Metoden brukes ikke her.", "Bruk {allow}."),
            en: ("The method is not used here.", "Use {allow}.")),
    ]

    private static let states: [ProblemCode: ProblemKind] = [
        .duplicateSlug: ProblemKind(
            409,
            nb: ("Adressenavnet er i bruk.", "Velg en annen slug, eller utelat den."),
            en: ("The slug is taken.", "Choose another slug, or leave it out.")),
        .duplicateOrgNumber: ProblemKind(
            409,
            nb: ("Organisasjonsnummeret er registrert.", "Bruk organisasjonen som finnes."),
            en: ("The organisation number is registered.", "Use the organisation that exists.")),
        .arenaNotOpen: ProblemKind(
            409,
            nb: ("Arenaen er ikke åpen.", "En foreslått eller arkivert arena tar ikke imot noe."),
            en: ("The arena is not open.", "A proposed or archived arena takes nothing in.")),
        .arenaNotProposed: ProblemKind(
            409,
            nb: ("Arenaen er ikke lenger foreslått.", "Bare en foreslått arena kan støttes."),
            en: ("The arena is proposed no more.", "Only a proposed arena is co-signed.")),
        .lastCurator: ProblemKind(
            409,
            nb: ("Du er den siste kuratoren.", "Gjør et annet medlem til kurator først."),
            en: ("You are the last curator.", "Make another member a curator first.")),
        .illegalStateChange: ProblemKind(
            409,
            nb: ("Tilstanden kan ikke endres slik.", "Les ressursen på nytt og se hva den er nå."),
            en: ("The state cannot change so.", "Read the resource again and see what it is now.")),
        .alreadyExists: ProblemKind(
            409,
            nb: (
                "Det finnes fra før.",
                "Bruk det som existing viser; import endrer det med mode=upsert."
            ),
            en: (
                "It is there already.",
                "Use what existing names; an import changes it by mode=upsert."
            )),
        .importRefused: ProblemKind(
            422,
            nb: (
                "Ingenting ble tatt inn.",
                "Linjer som ikke kan tas inn: {failed}; lines har de første. "
                    + "Rett dem og prøv igjen."
            ),
            en: (
                "Nothing was imported.",
                "Lines that cannot be imported: {failed}; lines has the first. "
                    + "Mend them and try again."
            )),
        .idempotencyKeyReused: ProblemKind(
            422,
            nb: (
                "Nøkkelen er brukt til noe annet.",
                "Gi en ny Idempotency-Key, eller send det samme som første gang."
            ),
            en: (
                "The key was used for something else.",
                "Send a new Idempotency-Key, or what was sent the first time."
            )),
        .tooMany: ProblemKind(
            409,
            nb: ("Det er for mange.", "Høyst {max} er tillatt; fjern noen først."),
            en: ("There are too many.", "At most {max} are allowed; remove some first.")),
        .preconditionFailed: ProblemKind(
            412,
            nb: ("Ressursen er endret.", "Hent den på nytt og bruk ETag derfra."),
            en: ("The resource has changed.", "Read it again and use the ETag from there.")),
    ]

    private static let server: [ProblemCode: ProblemKind] = [
        .quotaExceeded: ProblemKind(
            429,
            nb: ("Det er for mange forespørsler.", "Prøv igjen om {seconds} sekunder."),
            en: ("There are too many requests.", "Try again in {seconds} seconds.")),
        .internalError: unexpected,
        .notImplemented: ProblemKind(
            501,
            nb: ("Metoden eller kodingen er ukjent.", "{grunn}"),
            en: ("The method or coding is unknown.", "{reason}")),
        .unavailable: ProblemKind(
            503,
            nb: ("Arena kan ikke ta imot dette nå.", "Prøv igjen om litt; ingenting er lagret."),
            en: ("Arena cannot take this now.", "Try again shortly; nothing was stored.")),
        .versionNotSupported: ProblemKind(
            505,
            nb: ("HTTP-versjonen støttes ikke.", "Bruk HTTP/1.1."),
            en: ("The HTTP version is not supported.", "Use HTTP/1.1.")),
    ]
}

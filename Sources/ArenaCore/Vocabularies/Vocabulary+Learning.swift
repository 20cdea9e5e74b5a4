extension Vocabulary {
    static let innovationTypes = Vocabulary(
        .innovationTypes,
        [
            Term("product", "Produkt", "Product"),
            Term("service", "Tjeneste", "Service"),
            Term("process-organisation", "Prosess og organisering", "Process or organisation"),
            Term("communication", "Kommunikasjon", "Communication"),
        ])

    static let drivers = Vocabulary(
        .drivers,
        [
            Term("collaboration", "Samarbeid", "Collaboration"),
            Term("inspiration", "Inspirasjon", "Inspiration"),
            Term("organisation", "Organisering", "Organisation"),
            Term("goals", "Mål", "Goals"),
            Term("technology", "Teknologi", "Technology"),
        ])

    static let values = Vocabulary(
        .values,
        [
            Term("quality", "Kvalitet", "Quality"),
            Term("efficiency", "Effektivitet", "Efficiency"),
            Term("employee-satisfaction", "Medarbeidertilfredshet", "Employee satisfaction"),
            Term("citizen-involvement", "Innbyggermedvirkning", "Citizen involvement"),
            Term("political-goals", "Politiske mål", "Political goals"),
            Term("other", "Annet", "Other"),
        ])

    static let collaborators = Vocabulary(
        .collaborators,
        [
            Term("same-organisation", "Egen organisasjon", "Same organisation"),
            Term(
                "other-public-same-sector", "Annen offentlig, samme sektor",
                "Other public, same sector"),
            Term(
                "other-public-other-sector", "Annen offentlig, annen sektor",
                "Other public, other sector"),
            Term("private-company", "Privat virksomhet", "Private company"),
            Term("citizens-users", "Innbyggere og brukere", "Citizens and users"),
            Term("voluntary-organisation", "Frivillig organisasjon", "Voluntary organisation"),
            Term("research-education", "Forskning og utdanning", "Research and education"),
            Term("foundation", "Stiftelse", "Foundation"),
            Term("foreign-public", "Utenlandsk offentlig", "Foreign public"),
            Term("other", "Annen", "Other"),
        ])
}

extension Vocabulary {
    package static let innovationTypes = Vocabulary(
        "innovation-types",
        [
            Entry("product", "Produkt", "Product"),
            Entry("service", "Tjeneste", "Service"),
            Entry("process-organisation", "Prosess og organisering", "Process or organisation"),
            Entry("communication", "Kommunikasjon", "Communication"),
        ])

    package static let drivers = Vocabulary(
        "drivers",
        [
            Entry("collaboration", "Samarbeid", "Collaboration"),
            Entry("inspiration", "Inspirasjon", "Inspiration"),
            Entry("organisation", "Organisering", "Organisation"),
            Entry("goals", "Mål", "Goals"),
            Entry("technology", "Teknologi", "Technology"),
        ])

    package static let values = Vocabulary(
        "values",
        [
            Entry("quality", "Kvalitet", "Quality"),
            Entry("efficiency", "Effektivitet", "Efficiency"),
            Entry("employee-satisfaction", "Medarbeidertilfredshet", "Employee satisfaction"),
            Entry("citizen-involvement", "Innbyggermedvirkning", "Citizen involvement"),
            Entry("political-goals", "Politiske mål", "Political goals"),
            Entry("other", "Annet", "Other"),
        ])

    package static let collaborators = Vocabulary(
        "collaborators",
        [
            Entry("same-organisation", "Egen organisasjon", "Same organisation"),
            Entry(
                "other-public-same-sector", "Annen offentlig, samme sektor",
                "Other public, same sector"),
            Entry(
                "other-public-other-sector", "Annen offentlig, annen sektor",
                "Other public, other sector"),
            Entry("private-company", "Privat virksomhet", "Private company"),
            Entry("citizens-users", "Innbyggere og brukere", "Citizens and users"),
            Entry("voluntary-organisation", "Frivillig organisasjon", "Voluntary organisation"),
            Entry("research-education", "Forskning og utdanning", "Research and education"),
            Entry("foundation", "Stiftelse", "Foundation"),
            Entry("foreign-public", "Utenlandsk offentlig", "Foreign public"),
            Entry("other", "Annen", "Other"),
        ])

    /// Sections of SN2007, scheme-qualified: SN2025 moves the letters (CONVENTIONS §9).
    package static let industrySections = "ABCDEFGHIJKLMNOPQRSTU".map { "SN2007:\($0)" }
}

extension Vocabulary {
    package static let all = [
        sectors, regions, roles, innovationTypes, drivers, values, collaborators,
    ]
}

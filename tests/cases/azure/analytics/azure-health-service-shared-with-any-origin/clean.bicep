resource service 'Microsoft.HealthcareApis/services@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  kind: 'fhir-R4'
  properties: {
    corsConfiguration: {
      origins: [
        'https://example.com'
      ]
    }
  }
}

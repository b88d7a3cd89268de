resource customDomain 'Microsoft.Cdn/profiles/customDomains@2024-02-01' = {
  name: 'example/www'
  properties: {
    hostName: 'www.example.com'
    tlsSettings: {
      minimumTlsVersion: 'TLS12'
    }
  }
}

resource server 'Microsoft.Sql/servers@2023-08-01-preview' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    administratorLogin: 'example'
    keyId: 'https://example.vault.azure.net/keys/example'
  }
}

resource server 'Microsoft.Sql/servers@2023-08-01-preview' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    administratorLogin: 'example'
  }
}

resource encryptionProtector 'Microsoft.Sql/servers/encryptionProtector@2023-08-01-preview' = {
  parent: server
  name: 'current'
  properties: {
    serverKeyType: 'AzureKeyVault'
    serverKeyName: 'example_key_1'
  }
}

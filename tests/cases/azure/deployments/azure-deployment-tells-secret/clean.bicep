@secure()
param password string

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: 'invoices'
}

output id string = account.id
output endpoints object = account.properties.primaryEndpoints
output has_password bool = !empty(password)

@secure()
output key string = account.listKeys().keys[0].value

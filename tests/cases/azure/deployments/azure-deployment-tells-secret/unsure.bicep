param tell bool

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: 'invoices'
}

output key string = tell ? account.listKeys().keys[0].value : ''

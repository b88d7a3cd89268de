resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: 'invoices'
}

output connection string = 'AccountName=${account.name};AccountKey=${account.listKeys().keys[0].value}'
